using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Reads and deletes annotations: <c>/v1/projects/{project}/{span|trace|session}_annotations</c>.</summary>
internal static class AnnotationListEndpoints
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 10_000;
    private const int MaxIds = 1000;

    public static void MapAnnotationLists(this RouteGroupBuilder v1)
    {
        foreach (var noun in (AnnotationNoun[])[AnnotationNoun.Span, AnnotationNoun.Trace, AnnotationNoun.Session])
        {
            var path = $"/projects/{{project}}/{noun.Singular}_annotations";
            v1.MapGet(path, (string project, HttpContext http, TraceStore store, CancellationToken cancellationToken) =>
                ListAsync(noun, project, new QueryReader(http), store, cancellationToken));
            v1.MapDelete(path, (string project, HttpContext http, TraceStore store, CancellationToken cancellationToken) =>
                DeleteAsync(noun, project, new QueryReader(http), store, cancellationToken));
        }
    }

    private static async Task<IResult> ListAsync(
        AnnotationNoun noun, string project, QueryReader query, TraceStore store, CancellationToken cancellationToken)
    {
        var limit = query.Limit(DefaultLimit, MaxLimit);
        var ids = Distinct(query.Texts(noun.IdsParameter)?.Select(noun.Normalize), noun.IdsParameter);
        var identifiers = Distinct(query.Texts("identifier", minLength: 1), "identifier");
        var page = await store.ReadAsync(
            reader =>
            {
                var row = Lookups.Project(reader, project).Row;
                RequireTargets(reader, noun, row, ids, identifiers);
                var rows = AnnotationQueries.Page(reader, new(noun.Target, row, limit)
                {
                    CursorRow = query.Cursor(GlobalId.AnnotationType(noun.Target), static text => $"Invalid cursor format: {text}"),
                    TargetIds = ids,
                    Identifiers = identifiers,
                    IncludedNames = query.Texts("include_annotation_names"),
                    ExcludedNames = query.Texts("exclude_annotation_names"),
                });
                return ApiPage<AnnotationItem>.Of(
                    rows, limit, annotation => AnnotationItem.From(noun.Target, annotation), annotation => noun.GlobalIdOf(annotation.Row));
            },
            cancellationToken);
        return TypedResults.Json(page, ApiJson.Default.ApiPageAnnotationItem);
    }

    private static void RequireTargets(
        StoreConnection reader, AnnotationNoun noun, long projectRow, IReadOnlyList<string>? ids, IReadOnlyList<string>? identifiers)
    {
        if (ids is null && identifiers is null)
        {
            throw ApiException.Unprocessable($"At least one of {noun.IdsParameter} or identifier must be supplied");
        }

        if (identifiers is null && ids is not null && !AnnotationQueries.AnyTarget(reader, noun.Target, projectRow, ids))
        {
            throw ApiException.NotFound($"None of the supplied {noun.IdsParameter} exist in this project");
        }
    }

    private static List<string>? Distinct(IEnumerable<string>? sent, string name)
    {
        var distinct = sent?.Distinct().ToList();
        return distinct?.Count > MaxIds ? throw ApiException.Unprocessable($"Too many {name}: at most {MaxIds} at once") : distinct;
    }

    private static async Task<IResult> DeleteAsync(
        AnnotationNoun noun, string project, QueryReader query, TraceStore store, CancellationToken cancellationToken)
    {
        var which = new AnnotationDeletion(
            query.NonEmptyText("name"),
            query.NonEmptyText("identifier"),
            query.Text("annotator_kind") is null ? null : query.Choice("annotator_kind", "LLM", "CODE", "HUMAN"),
            query.Instant("start_time"),
            query.Instant("end_time"));
        if (!query.Flag("delete_all") && (which.FromNanos is null || which.BeforeNanos is null))
        {
            throw ApiException.Unprocessable("Either start_time and end_time or delete_all=true must be supplied");
        }

        await store.WriteAsync(
            writer => AnnotationWrites.Delete(writer, noun.Target, Lookups.Project(writer, project).Row, which), cancellationToken);
        return TypedResults.NoContent();
    }
}
