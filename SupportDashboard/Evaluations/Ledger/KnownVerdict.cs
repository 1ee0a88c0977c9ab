namespace SupportDashboard.Evaluations.Ledger;

/// <summary>What a session was judged as before, without the words.</summary>
internal sealed record KnownVerdict(long ItemId, string SessionId, string Evaluator, int EvaluatorVersion, string? Model, string? InputHash, string? Label);
