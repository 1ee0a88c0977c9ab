using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary><c>GET /v1/projects/{project}/spans</c> and <c>DELETE /v1/spans/{span}</c>.</summary>
internal static class SpanEndpoints
{
    public static void MapSpans(this RouteGroupBuilder v1)
    {
        v1.MapGet("/projects/{project}/spans", ListAsync);
        v1.MapDelete("/spans/{span}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(string project, HttpContext http, TraceStore store, CancellationToken cancellationToken)
    {
        var query = SpanQueryReader.Read(new QueryReader(http));
        var rows = await store.ReadAsync(
            reader => SpanQueries.Page(reader, query with { ProjectRow = Lookups.Project(reader, project).Row }), cancellationToken);
        var page = ApiPage<SpanItem>.Of(rows, query.Limit, SpanItem.From, static row => GlobalId.Of(GlobalId.Span, row.Row));
        return TypedResults.Json(page, ApiJson.Default.ApiPageSpanItem);
    }

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
