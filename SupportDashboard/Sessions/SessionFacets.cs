namespace SupportDashboard.Sessions;

/// <summary>
/// How many sessions each choice of the filter would show, given the rest of the filter. <see cref="Stale"/> counts sessions
/// with any stale verdict under the whole filter.
/// </summary>
/// <param name="Verdicts">Evaluator to label to count, with <see cref="SessionFilter.NotJudged"/> always and, where they occur, the other pseudo labels.</param>
/// <param name="WithErrors">Sessions with a failed span.</param>
/// <param name="ThumbsDown">Sessions with a disliked turn.</param>
/// <param name="Stale">Sessions with a stale verdict.</param>
/// <param name="Categories">Category to count.</param>
public sealed record SessionFacets(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Verdicts, int WithErrors, int ThumbsDown, int Stale, IReadOnlyDictionary<string, int> Categories)
{
    /// <summary>
    /// Kind (of <see cref="SessionValueKinds"/>) to its choices that show at least one session, most first; turns in their own order.
    /// At most 200 a kind, those that most sessions of the project have. Each kind's counts leave the kind's own choice out.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Values { get; init; } = new Dictionary<string, IReadOnlyList<FacetValue>>();

    /// <summary>Sessions that need a look, given the rest of the filter.</summary>
    public int NeedsLook { get; init; }

    /// <summary>How many sessions the whole filter shows.</summary>
    public int Total { get; init; }

    /// <inheritdoc cref="SessionPage.SearchCapped"/>
    public bool SearchCapped { get; init; }
}
