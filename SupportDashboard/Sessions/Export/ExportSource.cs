using SupportDashboard.Evaluations;

namespace SupportDashboard.Sessions.Export;

/// <summary>Where an export gets its sessions from.</summary>
/// <param name="CountAsync">How many match.</param>
/// <param name="EvaluatorsAsync">Whose verdicts a project has, by its name.</param>
/// <param name="RowsAsync">Those that match, in order, a few at a time.</param>
internal sealed record ExportSource(
    Func<SessionQuery, CancellationToken, Task<int>> CountAsync,
    Func<string, CancellationToken, Task<IReadOnlyList<string>>> EvaluatorsAsync,
    Func<SessionQuery, CancellationToken, IAsyncEnumerable<SessionRow>> RowsAsync)
{
    // Each brings a group of columns; a project that was annotated with thousands of names would be no table any more.
    private const int MostEvaluators = 40;

    /// <summary>The index of sessions.</summary>
    public static ExportSource Of(SessionQueries queries, EvaluatorBook book) => new(
        async (query, cancellationToken) => (await queries.PageAsync(query with { Offset = 0, Limit = 0 }, cancellationToken)).Total,
        async (project, cancellationToken) => Evaluators(book, await queries.FacetsAsync(project, SessionFilter.None, cancellationToken)),
        queries.RowsAsync);

    // The built-in ones and whatever else judged sessions of the project, so that every file of a project has the same columns.
    private static IReadOnlyList<string> Evaluators(EvaluatorBook book, SessionFacets facets) =>
    [
        .. book.Standard.Select(static evaluator => evaluator.Name)
            .Concat(facets.Verdicts.Keys.Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).Take(MostEvaluators),
    ];
}
