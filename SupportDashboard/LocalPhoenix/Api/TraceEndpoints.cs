using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary><c>/v1/projects/{project}/traces</c> and <c>DELETE /v1/traces/{trace}</c>.</summary>
internal static class TraceEndpoints
{
    private const int MaxLimit = 1000;

    public static void MapTraces(this RouteGroupBuilder v1)
    {
        v1.MapGet("/projects/{project}/traces", ListAsync);
        v1.MapDelete("/traces/{trace}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(string project, HttpContext http, TraceStore store, CancellationToken cancellationToken)
    {
        var query = new QueryReader(http);
        var limit = query.Limit(100, MaxLimit);
        var byLatency = query.Choice("sort", "start_time", "latency_ms") == "latency_ms";
        var ascending = query.Choice("order", "desc", "asc") == "asc";
        var withSpans = query.Flag("include_spans");
        var (from, before) = (query.Instant("start_time"), query.Instant("end_time"));
        var page = await store.ReadAsync(
            reader =>
            {
                var found = Lookups.Project(reader, project);
                var rows = TraceQueries.Page(reader, new(found.Row, limit)
                {
                    ByLatency = byLatency,
                    Ascending = ascending,
                    Cursor = TraceCursor.Read(query.Text("cursor"), byLatency, ascending),
                    FromNanos = from,
                    BeforeNanos = before,
                    SessionRows = query.Texts("session_identifier")?.Select(id => SessionRow(reader, found, id)).OfType<long>().ToList(),
                });
                var spans = withSpans ? TraceQueries.Spans(reader, [.. rows.Take(limit).Select(static row => row.Row)]) : null;
                return ApiPage<TraceItem>.Of(
                    rows, limit, row => TraceItem.From(row, spans?[row.Row]), row => TraceCursor.Write(row, byLatency, ascending));
            },
            cancellationToken);
        return TypedResults.Json(page, ApiJson.Default.ApiPageTraceItem);
    }

    /// <summary>A session by its own id counts only inside the project; one that is not there matches nothing.</summary>
    private static long? SessionRow(StoreConnection store, StoredProject project, string identifier) =>
        GlobalId.TryRead(identifier, GlobalId.Session)
            ?? (SessionQueries.Find(store, identifier) is { } session && session.ProjectRow == project.Row ? session.Row : null);

    private static async Task<IResult> DeleteAsync(string trace, TraceStore store, CancellationToken cancellationToken)
    {
        var row = await store.ReadAsync(reader => Lookups.TraceRow(reader, trace), cancellationToken);
        await new DeletionSteps(store).DeleteTracesAsync([row], cancellationToken);
        return TypedResults.NoContent();
    }
}
