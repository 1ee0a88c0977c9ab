namespace SupportDashboard.Phoenix;

/// <summary>What an annotation says; every part may be missing.</summary>
public sealed record AnnotationResult(string? Label = null, double? Score = null, string? Explanation = null);
