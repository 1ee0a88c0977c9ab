namespace SupportDashboard.Evaluations.Ledger;

/// <summary>Items of a run that are alike in what its figures are made of: how many, and what they cost.</summary>
internal sealed record RunCount(
    EvaluationItemState State, string Evaluator, string? Label, string? PreviousLabel, string? Model, bool TakenOver, int Items, long PromptTokens, long CachedTokens, long CompletionTokens);
