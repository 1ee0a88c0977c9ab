using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDashboard.Bench.Sessions;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Bench.Page;

/// <summary>
/// A Phoenix that has what a made-up index says, so that a dashboard on a copy of that index finds nothing to change, and can open every
/// session. A million sessions need not be stored twice, nor be imported.
/// </summary>
internal sealed class IndexPhoenix : IAsyncDisposable
{
    private const long Project = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly WebApplication _app;
    private readonly IndexDatabase _index;

    private IndexPhoenix(WebApplication app, IndexDatabase index) => (_app, _index) = (app, index);

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Starts it on an index that nobody else writes.</summary>
    public static async Task<IndexPhoenix> StartAsync(string index, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var phoenix = new IndexPhoenix(builder.Build(), IndexDatabase.Open(index, NullLogger<IndexDatabase>.Instance));
        phoenix.Map();
        await phoenix._app.StartAsync(cancellationToken);
        return phoenix;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _index.Dispose();
    }

    private void Map()
    {
        _app.Use(static (context, next) =>
        {
            context.Response.Headers["x-phoenix-server-version"] = "20.3.0";
            return next(context);
        });
        _app.MapGet("/arize_phoenix_version", static () => Results.Text("20.3.0"));
        _app.MapGet("/v1/projects", static () => Page([new PhoenixProject("UHJvamVjdDox", SessionFiller.Project, null)]));
        _app.MapGet("/v1/projects/{project}/traces", static () => Page<PhoenixTrace>([]));
        _app.MapGet("/v1/projects/{project}/spans", async (string[]? trace_id) => Page(trace_id is null ? [] : await SpansAsync(trace_id)));
        _app.MapGet("/v1/projects/{project}/span_annotations", static () => Page<SpanAnnotation>([]));
        _app.MapGet("/v1/projects/{project}/session_annotations", async (string[] session_ids) => Page(await _index.ReadAsync(
            connection => VerdictTable.Of(connection, Project, session_ids).SelectMany(static annotations => annotations).ToList(), CancellationToken.None)));
        _app.MapGet("/v1/sessions/{session}", async (string session) => await TracesAsync(session) is { Count: > 0 } traces
            ? Results.Json(new Envelope<PhoenixSession>(new() { Id = session, SessionId = session, Traces = traces, StartTime = traces[0].StartTime, EndTime = traces[^1].EndTime }), Json)
            : Results.NotFound());
    }

    private static IResult Page<T>(IReadOnlyList<T> data) => Results.Json(new Page<T>(data), Json);

    private Task<List<PhoenixSessionTrace>> TracesAsync(string session) => _index.ReadAsync(
        connection => connection.Query<(long Id, string TraceId, long From, long To)>(
            """
            SELECT t.id, t.trace_id, t.start_us, t.end_us FROM trace t JOIN session s ON s.id = t.session
            WHERE s.project = @Project AND s.session_id = @session ORDER BY t.start_us
            """,
            new { Project, session }).Select(static trace => new PhoenixSessionTrace(GlobalId.Of("Trace", trace.Id), trace.TraceId, SpanFacts.Instant(trace.From), SpanFacts.Instant(trace.To))).ToList(),
        CancellationToken.None);

    private Task<List<PhoenixSpan>> SpansAsync(string[] traces) => _index.ReadAsync(
        connection => connection.Query<(long Id, string TraceId, long From, long To, string? Input, string? Output)>(
            "SELECT id, trace_id, start_us, end_us, input, output FROM trace WHERE project = @Project AND trace_id IN @traces", new { Project, traces })
            .Select(static trace => new PhoenixSpan
            {
                Id = GlobalId.Of("Span", trace.Id),
                Name = "support-agent",
                Context = new PhoenixSpanContext(trace.TraceId, trace.TraceId[^16..]),
                SpanKind = "AGENT",
                StartTime = SpanFacts.Instant(trace.From),
                EndTime = SpanFacts.Instant(trace.To),
                StatusCode = "OK",
                Attributes = new Dictionary<string, JsonElement>
                {
                    ["input.value"] = JsonSerializer.SerializeToElement(trace.Input),
                    ["output.value"] = JsonSerializer.SerializeToElement(trace.Output),
                },
            }).ToList(),
        CancellationToken.None);
}
