namespace SupportDashboard.Evaluations.Rules;

/// <summary>An attempt to judge a session, as far as a rule has to know of it. Instants are UTC milliseconds since 1970.</summary>
internal sealed record LedgerEntry(
    string SessionId, string Evaluator, int Version, EvaluationItemState State, int? Turns, long CreatedAt, long? JudgedAt, Guid RunId, Guid? RuleId, string? Reason)
{
    /// <summary>Whether the attempt saw the session as it is, or will: then it needs no other.</summary>
    public bool Covers(int turns, long activeAt) => State switch
    {
        EvaluationItemState.Pending or EvaluationItemState.Judging => true,
        EvaluationItemState.Judged or EvaluationItemState.Written => Turns is { } seen ? seen >= turns : JudgedAt >= activeAt,
        _ => false,
    };
}
