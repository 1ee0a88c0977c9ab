namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// <c>POST /v1/traces</c>: OTLP over HTTP, in protobuf or JSON. 200 means that every span which is not counted as rejected is on disk;
/// what cannot be kept now is answered 503 with Retry-After, and exporters try again.
/// </summary>
internal static class TraceEndpoint
{
    private const string Path = "/v1/traces";

    /// <summary>
    /// The encoding in which an exporter wants to be told what went wrong: the one of its request
    /// (https://opentelemetry.io/docs/specs/otlp/#failures-1). <see langword="null"/> when the request is no export.
    /// </summary>
    public static ExportFormat? FormatOf(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Equals(Path, StringComparison.OrdinalIgnoreCase) ? ExportFormat.Find(request.ContentType) : null;

    public static void MapCollector(this RouteGroupBuilder v1) => v1.MapPost("/traces", ExportAsync);

    private static async Task<IResult> ExportAsync(
        HttpContext http, ExportIntake intake, ByteBudget budget, LocalPhoenixOptions options, CancellationToken cancellationToken)
    {
        var request = http.Request;
        var format = ExportFormat.Of(request.ContentType);
        using var share = budget.Open(http.Connection.RemoteIpAddress);
        var body = await RequestBody.ReadAsync(request, share, options.MaxBodyBytes, cancellationToken);
        var export = await intake.TakeAsync(format, body, share, request.Headers[ExportIntake.ProjectHeader].FirstOrDefault(), cancellationToken);
        return TypedResults.Bytes(format.Answer(export), format.ContentType);
    }
}
