namespace SupportDashboard.Sessions;

/// <summary>
/// Figures over a filtered set of sessions. Shares are of the sessions whose current verdict has a label other than <c>unknown</c>;
/// stale verdicts count as what they say, and are also counted in <see cref="Stale"/>.
/// </summary>
public sealed record SessionSummary
{
    public int Sessions { get; init; }

    /// <summary>0 to 1; null when none is judged.</summary>
    public double? CoherentShare { get; init; }

    /// <summary>How many the share is of.</summary>
    public int CoherentJudged { get; init; }

    /// <inheritdoc cref="CoherentShare"/>
    public double? ResolvedShare { get; init; }

    /// <inheritdoc cref="CoherentJudged"/>
    public int ResolvedJudged { get; init; }

    /// <summary>Sessions without a verdict of at least one built-in evaluator.</summary>
    public int NotJudged { get; init; }

    /// <summary>Sessions where a built-in evaluator's current verdict is <c>unknown</c>.</summary>
    public int Unknown { get; init; }

    /// <summary>Sessions where a current verdict saw fewer turns than there are now.</summary>
    public int Stale { get; init; }

    /// <summary>Median number of turns of sessions that are resolved; null when none is.</summary>
    public double? MedianTurnsToResolution { get; init; }

    /// <summary>Prompt and completion tokens.</summary>
    public long Tokens { get; init; }

    /// <summary>USD over the sessions whose cost is known, by the list prices of their models.</summary>
    public decimal Cost { get; init; }

    /// <summary>Sessions that called a model without a known price, or one that did not say how many tokens: they are not in <see cref="Cost"/>.</summary>
    public int UnknownCost { get; init; }

    /// <summary>Over all turns, within 4 %; null when there are none.</summary>
    public TimeSpan? MedianTurnLatency { get; init; }

    /// <inheritdoc cref="MedianTurnLatency"/>
    public TimeSpan? P95TurnLatency { get; init; }

    /// <summary>Spans that failed by themselves, not because a span inside them did.</summary>
    public int Errors { get; init; }

    /// <summary>The same figures over the period of the same length just before; null without a beginning of the time range, and inside itself.</summary>
    public SessionSummary? Before { get; init; }

    /// <inheritdoc cref="SessionPage.SearchCapped"/>
    public bool SearchCapped { get; init; }
}
