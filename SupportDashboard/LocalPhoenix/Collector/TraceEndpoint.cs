using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// <c>POST /v1/traces</c>: OTLP over HTTP. 200 means that every span which is not counted as rejected is on disk;
/// what cannot be kept now is answered 503 with Retry-After, and exporters try again.
/// </summary>
internal static class TraceEndpoint
{
    private const string Protobuf = "application/x-protobuf";
    private const string ProjectHeader = "x-project-name";

    public static void MapCollector(this RouteGroupBuilder v1) => v1.MapPost("/traces", ExportAsync);

    private static async Task<IResult> ExportAsync(
        HttpContext http, TraceStore store, ByteBudget budget, LocalPhoenixOptions options, CancellationToken cancellationToken)
    {
        var request = http.Request;
        if (!string.Equals(request.ContentType, Protobuf, StringComparison.OrdinalIgnoreCase))
        {
            // Phoenix's own words for a missing header.
            throw ApiException.Text(StatusCodes.Status415UnsupportedMediaType, "Unsupported content type: " + (request.ContentType ?? "None"));
        }

        using var body = await RequestBody.ReadAsync(request, budget, options.MaxBodyBytes, cancellationToken);
        var export = ExportReader.Read(body.Bytes, request.Headers[ProjectHeader].FirstOrDefault());
        if (export.Batches.Count > 0)
        {
            await store.WriteAsync(writer => SpanWrites.Add(writer, export.Batches), cancellationToken);
        }

        return TypedResults.Bytes(Answer(export), Protobuf);
    }

    private static byte[] Answer(Export export) => export.Rejected == 0 ? [] : new ExportTraceResponse
    {
        PartialSuccess = new PartialSuccess { RejectedSpans = export.Rejected, ErrorMessage = export.Reason ?? "" },
    }.ToByteArray();
}
