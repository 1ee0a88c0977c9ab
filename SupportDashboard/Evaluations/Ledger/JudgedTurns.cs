namespace SupportDashboard.Evaluations.Ledger;

/// <summary>How many turns of a session a verdict saw.</summary>
internal sealed record JudgedTurns(string SessionId, string Evaluator, int EvaluatorVersion, string? Model, int? TurnCount);
