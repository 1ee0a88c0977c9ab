namespace SupportDashboard.Evaluations;

/// <summary>Verdicts of a run that are alike.</summary>
/// <param name="Evaluator">The evaluator's name.</param>
/// <param name="Label">The verdict's label.</param>
/// <param name="PreviousLabel">The label of the verdict that the same session had before; null when it had none.</param>
/// <param name="Count">How many there are.</param>
public sealed record RunResult(string Evaluator, string? Label, string? PreviousLabel, int Count);
