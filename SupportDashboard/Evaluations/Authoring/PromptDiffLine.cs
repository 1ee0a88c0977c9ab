namespace SupportDashboard.Evaluations.Authoring;

/// <summary>A line of two texts beside each other.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Before">Null where only the other side has it.</param>
/// <param name="After">Null where only the first side has it.</param>
/// <param name="IsChanged">The two differ.</param>
public sealed record PromptDiffLine(int Number, string? Before, string? After, bool IsChanged);
