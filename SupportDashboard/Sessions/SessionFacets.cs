namespace SupportDashboard.Sessions;

/// <summary>
/// How many sessions each choice of the filter would show, given the rest of the filter. <see cref="Stale"/> counts sessions
/// with any stale verdict under the whole filter.
/// </summary>
/// <param name="Verdicts">Evaluator to label to count, with <see cref="SessionFilter.NotJudged"/> and, where it occurs, <see cref="SessionFilter.Stale"/>.</param>
/// <param name="WithErrors">Sessions with a failed span.</param>
/// <param name="ThumbsDown">Sessions with a disliked turn.</param>
/// <param name="Stale">Sessions with a stale verdict.</param>
/// <param name="Categories">Category to count.</param>
public sealed record SessionFacets(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Verdicts, int WithErrors, int ThumbsDown, int Stale, IReadOnlyDictionary<string, int> Categories);
