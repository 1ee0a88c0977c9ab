namespace SupportDashboard.Sessions;

/// <summary>Which sessions to show. Everything left empty matches all; parts are combined with "and", labels of one evaluator with "or".</summary>
public sealed record SessionFilter
{
    /// <summary>The pseudo label of a session that has no verdict of the evaluator.</summary>
    public const string NotJudged = "not_judged";

    /// <summary>The pseudo label of a session whose verdict saw fewer turns than there are now.</summary>
    public const string Stale = "stale";

    /// <summary>No restriction.</summary>
    public static readonly SessionFilter None = new();

    /// <summary>
    /// Plain text: every word must occur somewhere in what the customer or the agent said, also inside longer words, in any case;
    /// or it is the whole session id. Quotes, operators and wildcards have no meaning.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>Sessions that were still active at or after this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Sessions that had started before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Evaluator to the labels that its current verdict may have, <see cref="NotJudged"/> and <see cref="Stale"/> among them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Verdicts { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Only sessions with a span that failed.</summary>
    public bool HasErrors { get; init; }

    /// <summary>Only sessions with a turn that a customer disliked.</summary>
    public bool ThumbsDown { get; init; }

    /// <summary>Only sessions with something to look at: unresolved, incoherent, with a span that failed, disliked, or with a verdict that is stale.</summary>
    public bool NeedsLook { get; init; }

    /// <summary>The category of the first turn that was classified.</summary>
    public string? Category { get; init; }
}
