namespace SupportDashboard.Evaluations.Rules;

/// <summary>A session in the report of a rule.</summary>
/// <param name="SessionId">Its id.</param>
/// <param name="FirstMessage">What the customer said first; null where the list does not have the session any more. Hostile text.</param>
/// <param name="At">When it was decided, or for one that is not quiet its last activity.</param>
/// <param name="RunId">The run that judges it.</param>
/// <param name="Detail">Why its judge could not, as a sentence.</param>
public sealed record RuleSession(string SessionId, string? FirstMessage, DateTimeOffset At, Guid? RunId, string? Detail);
