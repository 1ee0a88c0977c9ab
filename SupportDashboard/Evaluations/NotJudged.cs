namespace SupportDashboard.Evaluations;

/// <summary>There is no verdict, and this is why.</summary>
/// <param name="Evaluator">The evaluator that was asked.</param>
/// <param name="Kind">The kind of reason, for grouping.</param>
/// <param name="Reason">The reason as a sentence for the screen.</param>
public sealed record NotJudged(Evaluator Evaluator, NotJudgedReason Kind, string Reason) : Verdict(Evaluator)
{
    /// <summary>The reason has nothing to do with the conversation: every other one would fail alike until somebody does something about it.</summary>
    public bool ConcernsAll { get; init; }
}
