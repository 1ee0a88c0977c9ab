namespace SupportDashboard.Evaluations.Authoring;

/// <summary>What became of a wish to publish.</summary>
/// <param name="Published">The evaluator in its version; null when it was not published.</param>
/// <param name="Problem">Why it was not, as a sentence.</param>
public sealed record PublishOutcome(Evaluator? Published, string? Problem);
