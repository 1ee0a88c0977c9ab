using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>What becomes of a session, before it is done and stored.</summary>
internal sealed record RuleVerdict(SessionRow Session, RuleOutcome Outcome)
{
    /// <summary>The evaluators to ask.</summary>
    public IReadOnlyList<Evaluator> Missing { get; init; } = [];

    /// <summary>The run that judges it already.</summary>
    public Guid? RunId { get; init; }
}
