using Microsoft.AspNetCore.Http.HttpResults;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Writes annotations: <c>POST /v1/{span|trace|session|document}_annotations</c>.</summary>
internal static class AnnotationEndpoints
{
    public static void MapAnnotations(this RouteGroupBuilder v1)
    {
        Map("/span_annotations", AnnotationNoun.Span);
        Map("/trace_annotations", AnnotationNoun.Trace);
        Map("/session_annotations", AnnotationNoun.Session);
        Map("/document_annotations", AnnotationNoun.Document);

        void Map(string path, AnnotationNoun noun) => v1.MapPost(
            path,
            (HttpContext http, JsonBody json, TraceStore store, TimeProvider clock, CancellationToken cancellationToken) =>
                json.UseAsync(http.Request, body => WriteAsync(noun, body, new QueryReader(http), store, clock, cancellationToken), cancellationToken));
    }

    private static async Task<IResult> WriteAsync(
        AnnotationNoun noun, BodyValue body, QueryReader query, TraceStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var sync = query.Flag("sync");
        var annotations = body.Field("data").Items().Select(item => AnnotationReader.Read(noun, item)).ToList();
        var now = Timestamps.FromInstant(clock.GetUtcNow());
        if (!sync)
        {
            // Phoenix answers before it has written; here the answer is the same, but it is on disk.
            await store.WriteAsync(writer => AnnotationWrites.UpsertOrKeep(writer, annotations, now), cancellationToken);
            return Show([]);
        }

        var rows = await store.WriteAsync(
            writer =>
            {
                var (written, missing) = AnnotationWrites.UpsertAll(writer, annotations, now);
                return missing.Count == 0 ? written : throw ApiException.NotFound($"{noun.Title}s with IDs {string.Join(", ", missing)} do not exist.");
            },
            cancellationToken);
        return Show([.. rows.Select(row => new IdItem(noun.GlobalIdOf(row)))]);
    }

    private static JsonHttpResult<ApiItem<IReadOnlyList<IdItem>>> Show(IReadOnlyList<IdItem> ids) =>
        TypedResults.Json(new ApiItem<IReadOnlyList<IdItem>>(ids), ApiJson.Default.ApiItemIReadOnlyListIdItem);
}
