using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// <c>POST /v1/traces</c>: OTLP over HTTP, in protobuf or JSON. 200 means that every span which is not counted as rejected is on disk;
/// what cannot be kept now is answered 503 with Retry-After, and exporters try again.
/// </summary>
internal static class TraceEndpoint
{
    private const string ProjectHeader = "x-project-name";

    public static void MapCollector(this RouteGroupBuilder v1) => v1.MapPost("/traces", ExportAsync);

    private static async Task<IResult> ExportAsync(
        HttpContext http, TraceStore store, ByteBudget budget, LocalPhoenixOptions options, CancellationToken cancellationToken)
    {
        var request = http.Request;
        var format = ExportFormat.Of(request.ContentType);
        using var body = await RequestBody.ReadAsync(request, budget, options.MaxBodyBytes, cancellationToken);
        var export = ExportReader.Read(format.Parse(body.Bytes), body.Bytes.Length, request.Headers[ProjectHeader].FirstOrDefault());
        if (export.Batches.Count > 0)
        {
            await store.WriteAsync(writer => SpanWrites.Add(writer, export.Batches), export.Batches.Sum(static batch => batch.Spans.Count), cancellationToken);
        }

        return TypedResults.Bytes(format.Answer(export), format.ContentType);
    }
}
