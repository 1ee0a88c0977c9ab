using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportDashboard.Tests.Fakes;

/// <summary>
/// A Phoenix on loopback whose sessions and faults a test decides. Shapes are those of the recorded answers of a Phoenix 20.3.0; it
/// keeps annotations by Phoenix's key and counts every write.
/// </summary>
internal sealed class ScriptedPhoenix : IAsyncDisposable
{
    private const string ProjectId = "UHJvamVjdDox";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, List<JsonObject>> _sessions = new();
    private readonly ConcurrentDictionary<string, JsonObject> _annotations = new();
    private readonly ConcurrentQueue<JsonObject> _writes = new();

    private ScriptedPhoenix(WebApplication app) => _app = app;

    /// <summary>Its base address.</summary>
    public string Endpoint => _app.Urls.Single();

    /// <summary>True: connections are cut without an answer.</summary>
    public bool IsDown { get; set; }

    /// <summary>What a write is answered instead of being stored; null lets it through.</summary>
    public Func<JsonObject, IResult?> OnWrite { get; set; } = static _ => null;

    /// <summary>What becomes of exported traces; they are taken and forgotten unless a test says otherwise.</summary>
    public Func<HttpContext, Task> OnTraces { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Every session annotation that was stored, repeated ones too.</summary>
    public IReadOnlyCollection<JsonObject> Writes => _writes;

    /// <summary>The annotations as they stand.</summary>
    public ICollection<JsonObject> Annotations => _annotations.Values;

    public static async Task<ScriptedPhoenix> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ScriptedPhoenix(builder.Build());
        server.Map();
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Adds a session of one root span per turn.</summary>
    public void Add(string sessionId, params (string User, string Agent)[] turns) => _sessions[sessionId] =
    [
        .. turns.Select((turn, index) => Span(sessionId, $"{sessionId}-{index}", turn.User, turn.Agent, DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(index))),
    ];

    /// <summary>Forgets a session.</summary>
    public void Remove(string sessionId) => _sessions.TryRemove(sessionId, out _);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.Use(async (context, next) =>
        {
            if (IsDown)
            {
                context.Abort();
                return;
            }

            context.Response.Headers["x-phoenix-server-version"] = "20.3.0";
            await next(context);
        });
        _app.MapGet("/arize_phoenix_version", static () => Results.Text("20.3.0"));
        _app.MapPost("/v1/traces", (HttpContext context) => OnTraces(context));
        _app.MapGet("/v1/projects", static () => Page(new JsonObject { ["id"] = ProjectId, ["name"] = "support-bot", ["description"] = null }));
        _app.MapGet("/v1/projects/{project}/sessions", () => Page([.. _sessions.Select(static session => Session(session.Key, session.Value))]));
        _app.MapGet("/v1/sessions/{session}", (string session) => _sessions.TryGetValue(session, out var spans)
            ? Results.Text(new JsonObject { ["data"] = Session(session, spans) }.ToJsonString(), "application/json")
            : Results.Text($"Session {session} not found", statusCode: 404));
        _app.MapGet("/v1/projects/{project}/spans", (HttpRequest request) => Spans(request.Query));
        _app.MapGet("/v1/projects/{project}/session_annotations", (string[] session_ids) => Page(
            [.. _annotations.Values.Where(annotation => session_ids.Contains((string?)annotation["session_id"])).Select(static annotation => annotation.DeepClone().AsObject())]));
        _app.MapGet("/v1/projects/{project}/span_annotations", static () => Page());
        _app.MapPost("/v1/session_annotations", async (HttpRequest request) => Write((await JsonNode.ParseAsync(request.Body))!["data"]!.AsArray()));
    }

    private IResult Write(JsonArray data)
    {
        foreach (var annotation in data.Select(static node => node!.AsObject()))
        {
            if (OnWrite(annotation) is { } fault)
            {
                return fault;
            }

            if (!_sessions.ContainsKey((string)annotation["session_id"]!))
            {
                return Results.Text($"Sessions with IDs {annotation["session_id"]} do not exist.", statusCode: 404);
            }
        }

        foreach (var annotation in data.Select(static node => node!.DeepClone().AsObject()))
        {
            _writes.Enqueue(annotation);
            annotation["id"] = $"annotation-{_writes.Count}";
            annotation["created_at"] = "2026-11-22T12:00:00+00:00";
            annotation["updated_at"] = "2026-11-22T12:00:00+00:00";
            annotation["source"] = "API";
            _annotations[$"{annotation["name"]}\n{annotation["session_id"]}\n{annotation["identifier"]}"] = annotation;
        }

        return Results.Json(new { data = data.Select(static (_, index) => new { id = $"id-{index}" }) });
    }

    private IResult Spans(IQueryCollection query)
    {
        var traces = query["trace_id"];
        return Page([.. _sessions.Values
            .SelectMany(static spans => spans)
            .Where(span => traces.Count == 0 || traces.Contains((string?)span["context"]!["trace_id"]))
            .Reverse()
            .Select(static span => span.DeepClone().AsObject())]);
    }

    private static IResult Page(params JsonObject[] data) => Results.Text(
        new JsonObject { ["data"] = new JsonArray([.. data]), ["next_cursor"] = null }.ToJsonString(), "application/json");

    private static JsonObject Session(string sessionId, List<JsonObject> spans) => new()
    {
        ["id"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"ProjectSession:{sessionId}")),
        ["session_id"] = sessionId,
        ["project_id"] = ProjectId,
        ["start_time"] = spans[0]["start_time"]!.DeepClone(),
        ["end_time"] = spans[^1]["end_time"]!.DeepClone(),
        ["traces"] = new JsonArray([.. spans.Select(static span => new JsonObject
        {
            ["id"] = span["id"]!.DeepClone(),
            ["trace_id"] = span["context"]!["trace_id"]!.DeepClone(),
            ["start_time"] = span["start_time"]!.DeepClone(),
            ["end_time"] = span["end_time"]!.DeepClone(),
        })]),
    };

    private static JsonObject Span(string sessionId, string seed, string user, string agent, DateTimeOffset at)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed)));
        return new JsonObject
        {
            ["id"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"Span:{hash[..8]}")),
            ["name"] = "support-agent",
            ["context"] = new JsonObject { ["trace_id"] = hash[..32], ["span_id"] = hash[32..48] },
            ["span_kind"] = "AGENT",
            ["parent_id"] = null,
            ["start_time"] = at.ToString("O"),
            ["end_time"] = at.AddSeconds(1).ToString("O"),
            ["status_code"] = "OK",
            ["status_message"] = "",
            ["attributes"] = new JsonObject { ["session.id"] = sessionId, ["input.value"] = user, ["output.value"] = agent },
            ["events"] = new JsonArray(),
        };
    }
}
