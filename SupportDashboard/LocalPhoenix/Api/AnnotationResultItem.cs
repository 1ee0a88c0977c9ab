namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>What an annotation says.</summary>
internal sealed record AnnotationResultItem(string? Label, double? Score, string? Explanation);
