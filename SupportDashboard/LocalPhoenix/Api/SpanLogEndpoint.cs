using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>
/// <c>POST /v1/projects/{project}/spans</c>: spans as JSON, in the shape in which they are read. All are stored or, when one
/// is known or wrong, none.
/// </summary>
internal static class SpanLogEndpoint
{
    public static void MapSpanLog(this RouteGroupBuilder v1) => v1.MapPost("/projects/{project}/spans", AddAsync);

    private static Task<IResult> AddAsync(string project, HttpContext http, JsonBody json, TraceStore store, CancellationToken cancellationToken) =>
        json.UseAsync(
            http.Request,
            async body =>
            {
                var reader = new SpanLogReader(http.Request.ContentLength ?? 0);
                var spans = body.Field("data").Items().Select(reader.Read).ToList();
                var (refused, known) = reader.Invalid.Count > 0
                    ? (true, [])
                    : await store.WriteAsync(writer => AddNew(writer, project, spans), cancellationToken);
                return refused ? Refuse(spans.Count, known, reader.Invalid) : Accept(spans.Count);
            },
            cancellationToken);

    private static (bool Refused, IReadOnlyList<SpanRecord> Known) AddNew(StoreConnection writer, string project, List<SpanRecord> spans)
    {
        // A name nobody has used yet makes a project; a global id must exist.
        var name = GlobalId.TryRead(project, GlobalId.Project) is null ? project : Lookups.Project(writer, project).Name;
        var known = SpanWrites.FindKnown(writer, spans).Concat(spans.GroupBy(static span => span.SpanId).SelectMany(static group => group.Skip(1))).ToList();
        if (known.Count == 0)
        {
            SpanWrites.Add(writer, [new SpanBatch(name, spans)]);
        }

        return (known.Count > 0, known);
    }

    private static JsonHttpResult<SpansQueued> Accept(int count) =>
        TypedResults.Json(new SpansQueued(count, count), ApiJson.Default.SpansQueued, statusCode: StatusCodes.Status202Accepted);

    /// <summary>The body is JSON, but goes out as plain text: the official Python client reads it that way.</summary>
    private static ContentHttpResult Refuse(int received, IReadOnlyList<SpanRecord> known, IReadOnlyList<InvalidSpan> invalid)
    {
        var refused = new SpansRefused(
            "Request contains invalid or duplicate spans",
            received,
            TotalQueued: 0,
            known.Count,
            invalid.Count,
            [.. known.Select(static span => new SpanContextItem(span.TraceId, span.SpanId))],
            invalid);
        return TypedResults.Text(JsonSerializer.Serialize(refused, ApiJson.Default.SpansRefused), statusCode: StatusCodes.Status400BadRequest);
    }
}
