namespace SupportDashboard.Sessions;

/// <summary>How the newest attempt to judge a session ended.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Evaluator">The evaluator's name.</param>
/// <param name="Failure">Why there is no verdict, as a sentence; null when there is one.</param>
internal sealed record JudgeOutcome(string Project, string SessionId, string Evaluator, string? Failure);
