namespace SupportDashboard.Evaluations.Rules;

/// <summary>What a rule decided about a session, once per rule and session: the newest decision. Instants are UTC milliseconds since 1970.</summary>
internal sealed class DecisionRow
{
    public long Id { get; set; }

    public Guid RuleId { get; set; }

    /// <summary>A hash of the session's id, which has no upper length while index entries do.</summary>
    public required string SessionKey { get; set; }

    public required string SessionId { get; set; }

    public RuleOutcome Outcome { get; set; }

    /// <summary>The session's last activity when it was decided: what happened later makes it due again.</summary>
    public long ActiveAt { get; set; }

    /// <summary>The session's turns when it was decided.</summary>
    public int Turns { get; set; }

    public long DecidedAt { get; set; }

    /// <summary>The run that judges it.</summary>
    public Guid? RunId { get; set; }
}
