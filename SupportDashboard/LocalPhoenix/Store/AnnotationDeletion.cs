namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Which annotations to delete: everything that is given must match.</summary>
internal sealed record AnnotationDeletion(string? Name, string? Identifier, string? AnnotatorKind, long? FromNanos, long? BeforeNanos);
