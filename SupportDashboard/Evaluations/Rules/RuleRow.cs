namespace SupportDashboard.Evaluations.Rules;

/// <summary>A rule as the dashboard database keeps it. Instants are UTC milliseconds since 1970.</summary>
internal sealed class RuleRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    public required string Project { get; set; }

    public bool Enabled { get; set; }

    /// <summary>Names separated by commas.</summary>
    public required string Evaluators { get; set; }

    public required string Query { get; set; }

    public int QuietMinutes { get; set; }

    public double SamplePercent { get; set; }

    public int VerdictsPerDay { get; set; }

    /// <summary>Millionths of a US dollar: a whole number, which every database adds up alike.</summary>
    public long? MicroDollarsPerDay { get; set; }

    public long Since { get; set; }

    /// <summary>Every session that was last active before this instant has been looked at.</summary>
    public long SeenUntil { get; set; }

    /// <summary>When a process took up the rule last; also what keeps two processes from doing so at the same time.</summary>
    public long CheckedAt { get; set; }

    /// <summary>When sessions that Phoenix got late were looked for last.</summary>
    public long SweptAt { get; set; }

    public string? Problem { get; set; }

    public long CreatedAt { get; set; }

    public long ChangedAt { get; set; }
}
