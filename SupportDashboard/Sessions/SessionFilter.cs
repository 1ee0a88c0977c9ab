namespace SupportDashboard.Sessions;

/// <summary>Which sessions to show. Everything left empty matches all; parts are combined with "and", labels of one evaluator with "or".</summary>
public sealed record SessionFilter
{
    /// <summary>The pseudo label of a session that has no verdict of the evaluator.</summary>
    public const string NotJudged = "not_judged";

    /// <summary>The pseudo label of a session whose verdict saw fewer turns than there are now.</summary>
    public const string Stale = "stale";

    /// <summary>The pseudo label of a session that a judge tried to judge last and could not.</summary>
    public const string JudgeFailed = "judge_failed";

    /// <summary>The pseudo label of a session where the newest person's verdict says something else than the current one.</summary>
    public const string HumanDisagrees = "human_disagrees";

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

    /// <summary>
    /// Evaluator to the labels that its current verdict may have, <see cref="NotJudged"/>, <see cref="Stale"/>, <see cref="JudgeFailed"/> and
    /// <see cref="HumanDisagrees"/> among them. An empty list restricts nothing.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Verdicts { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// Kind (of <see cref="SessionValueKinds"/>) to values of which a session must have at least one. Unknown kinds and empty lists restrict
    /// nothing; a value that no session has matches none.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The fewest turns.</summary>
    public int? TurnsMin { get; init; }

    /// <summary>The most turns.</summary>
    public int? TurnsMax { get; init; }

    /// <summary>Only sessions with a span that failed.</summary>
    public bool HasErrors { get; init; }

    /// <summary>Only sessions with a turn that a customer disliked.</summary>
    public bool ThumbsDown { get; init; }

    /// <summary>Only sessions with something to look at: unresolved, incoherent, with a span that failed, disliked, or with a verdict that is stale.</summary>
    public bool NeedsLook { get; init; }

    /// <summary>The category of the first turn that was classified.</summary>
    public string? Category { get; init; }
}
