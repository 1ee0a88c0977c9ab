namespace SupportDashboard.Evaluations.Rules;

/// <summary>Judges conversations by itself once they are quiet: which ones, with what, and how much a day.</summary>
public sealed record EvaluationRule
{
    /// <summary>What a new rule begins with.</summary>
    public const int UsualQuietMinutes = 5;

    /// <summary>What a new rule may ask of models in a day.</summary>
    public const int UsualVerdictsPerDay = 500;

    public Guid Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The Phoenix project whose sessions it looks at.</summary>
    public required string Project { get; init; }

    /// <summary>A rule that is off looks at nothing.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Names of evaluators.</summary>
    public required IReadOnlyList<string> Evaluators { get; init; }

    /// <summary>The query part of the address of a list of sessions, as saved views keep it; empty for all.</summary>
    public string Query { get; init; } = "";

    /// <summary>How many minutes nothing may have happened in a session before it is judged, 1 to 1,440.</summary>
    public int QuietMinutes { get; init; } = UsualQuietMinutes;

    /// <summary>How many of a hundred sessions are judged, above 0 and at most 100. Which ones depends on their ids alone.</summary>
    public double SamplePercent { get; init; } = 100;

    /// <summary>How many verdicts of models it may ask for in a day (UTC). Code costs nothing and is not counted.</summary>
    public int VerdictsPerDay { get; init; } = UsualVerdictsPerDay;

    /// <summary>How many US dollars it may spend in a day (UTC); null for no such limit.</summary>
    public decimal? DollarsPerDay { get; init; }

    /// <summary>Sessions that ended before are left alone.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When it looked last; null when it never did.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Why it cannot work at the moment, as a sentence.</summary>
    public string? Problem { get; init; }
}
