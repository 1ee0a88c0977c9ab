namespace SupportDashboard.Evaluations.Authoring;

/// <summary>What an evaluator would say of one conversation.</summary>
/// <param name="SessionId">The conversation.</param>
/// <param name="Verdict">The verdict, or why there is none.</param>
/// <param name="Cost">In USD; null where the model's price is not known.</param>
public sealed record TrialResult(string SessionId, Verdict Verdict, decimal? Cost);
