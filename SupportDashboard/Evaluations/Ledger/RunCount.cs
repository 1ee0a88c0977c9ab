namespace SupportDashboard.Evaluations.Ledger;

/// <summary>How many items of a run stand in one state, and what they cost so far.</summary>
internal sealed record RunCount(Guid RunId, EvaluationItemState State, int Items, long PromptTokens, long CompletionTokens);
