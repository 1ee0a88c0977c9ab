using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary><c>GET /v1/projects/{project}/spans</c>, the same as <c>…/spans/otlpv1</c>, and <c>DELETE /v1/spans/{span}</c>.</summary>
internal static class SpanEndpoints
{
    public static void MapSpans(this RouteGroupBuilder v1)
    {
        v1.MapGet("/projects/{project}/spans", ListAsync);
        v1.MapGet("/projects/{project}/spans/otlpv1", ListOtlpAsync);
        v1.MapDelete("/spans/{span}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(string project, HttpContext http, TraceStore store, CancellationToken cancellationToken)
    {
        var query = SpanQueryReader.Read(new QueryReader(http));
        var rows = await ReadAsync(project, query, store, cancellationToken);
        return TypedResults.Json(ApiPage<SpanItem>.Of(rows, query.Limit, SpanItem.From, Cursor), ApiJson.Default.ApiPageSpanItem);
    }

    private static async Task<IResult> ListOtlpAsync(string project, HttpContext http, TraceStore store, CancellationToken cancellationToken)
    {
        var query = SpanQueryReader.Read(new QueryReader(http));
        var rows = await ReadAsync(project, query, store, cancellationToken);
        return TypedResults.Json(ApiPage<RawJson>.Of(rows, query.Limit, OtlpSpanJson.Write, Cursor), ApiJson.Default.ApiPageRawJson);
    }

    private static Task<List<StoredSpan>> ReadAsync(string project, SpanQuery query, TraceStore store, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SpanQueries.Page(reader, query with { ProjectRow = Lookups.Project(reader, project).Row }), cancellationToken);

    private static string Cursor(StoredSpan span) => GlobalId.Of(GlobalId.Span, span.Row);

    private static async Task<IResult> DeleteAsync(string span, TraceStore store, CancellationToken cancellationToken)
    {
        await store.WriteAsync(
            writer =>
            {
                var row = Lookups.SpanRow(writer, span);
                Deletions.DeleteSpan(writer, row);
                return row;
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
