using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Phoenix;

namespace SupportDashboard.Tests.Sessions;

/// <summary>A Phoenix in memory behind a real Kestrel: spans by insertion, sessions, annotations, and faults on demand.</summary>
internal sealed class FakePhoenix : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private HttpServer? _server;

    public string ProjectId { get; set; } = "UHJvamVjdDox";

    public List<PhoenixSpan> Spans { get; } = [];

    public List<PhoenixSession> Sessions { get; } = [];

    public List<SessionAnnotation> Annotations { get; } = [];

    public List<SpanAnnotation> Feedback { get; } = [];

    /// <summary>What it says it is, and behaves like; null says nothing and has everything but a list of traces.</summary>
    public string? Version { get; set; } = "20.3.0";

    /// <summary>Its answers do not carry the version, as behind some proxies.</summary>
    public bool HidesVersion { get; set; }

    /// <summary>Asked before each request; a status makes the request fail with it.</summary>
    public Func<string, int?> Fault { get; set; } = static _ => null;

    /// <summary>Asked before each request; true answers it with a web page.</summary>
    public Func<string, bool> ShowsPage { get; set; } = static _ => false;

    public Uri Address => _server!.Address;

    public IReadOnlyList<string> Requests => _server!.Requests;

    public static async Task<FakePhoenix> StartAsync()
    {
        var phoenix = new FakePhoenix();
        phoenix._server = await HttpServer.StartAsync(phoenix.AnswerAsync);
        return phoenix;
    }

    public void Add(params IEnumerable<PhoenixSpan> spans)
    {
        lock (_gate)
        {
            Spans.AddRange(spans);
        }
    }

    /// <summary>Deletes what matches, as over REST.</summary>
    public void Remove(Predicate<PhoenixSpan> match)
    {
        lock (_gate)
        {
            Spans.RemoveAll(match);
        }
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private static async Task RefuseAsync(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain";
        await response.WriteAsync("refused");
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (Fault(path + context.Request.QueryString) is { } status)
        {
            return RefuseAsync(context.Response, status);
        }

        if (ShowsPage(path))
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<!doctype html><title>Phoenix</title>");
        }

        lock (_gate)
        {
            if (Version is not null && !HidesVersion)
            {
                context.Response.Headers["x-phoenix-server-version"] = Version;
            }

            return path switch
            {
                "/arize_phoenix_version" when Version is not null => WriteTextAsync(context, Version),
                _ when path == $"/v1/projects/{ProjectId}/traces" && Has(13, 15) => WriteAsync(context, TracePage(context.Request.Query)),
                "/v1/projects" => WriteAsync(context, new Page<PhoenixProject>([new(ProjectId, IndexFolder.Project)])),
                _ when path == $"/v1/projects/{ProjectId}/spans" => WriteAsync(context, SpanPage(context.Request.Query)),
                _ when path == $"/v1/projects/{ProjectId}/sessions" => WriteAsync(context, new Page<PhoenixSession>(Sessions)),
                _ when path == $"/v1/projects/{ProjectId}/session_annotations" => WriteKnownAsync(context, Annotations.FindAll(row => context.Request.Query["session_ids"].Contains(row.SessionId))),
                _ when path == $"/v1/projects/{ProjectId}/span_annotations" => WriteKnownAsync(context, Feedback.FindAll(row => context.Request.Query["span_ids"].Contains(row.SpanId))),
                _ when Sessions.Find(session => path == $"/v1/sessions/{session.Id}" || path == $"/v1/sessions/{session.SessionId}") is { } found => WriteAsync(context, new Envelope<PhoenixSession>(found)),
                _ => RefuseAsync(context.Response, 404),
            };
        }
    }

    private Page<PhoenixSpan> SpanPage(IQueryCollection query)
    {
        var limit = int.Parse(query["limit"].ToString(), System.Globalization.CultureInfo.InvariantCulture);
        var from = query.ContainsKey("cursor") ? GlobalId.Row(query["cursor"]) : long.MaxValue;
        var traces = Has(13, 9) ? query["trace_id"].ToHashSet() : [];
        var rows = Spans
            .Where(span => GlobalId.Row(span.Id) <= from && (traces.Count == 0 || traces.Contains(span.Context.TraceId)) && Within(span.StartTime, query))
            .OrderByDescending(static span => GlobalId.Row(span.Id))
            .Take(limit + 1)
            .ToList();
        return new Page<PhoenixSpan>([.. rows.Take(limit)], rows.Count > limit ? rows[limit].Id : null);
    }

    private Page<PhoenixTrace> TracePage(IQueryCollection query)
    {
        var sessions = query["session_identifier"].ToHashSet();
        var traces = Spans.GroupBy(static span => span.Context.TraceId).Where(spans => sessions.Count == 0 || spans.Any(span => sessions.Contains(SessionOf(span)))).Select(static spans => new PhoenixTrace
        {
            TraceId = spans.Key,
            StartTime = spans.Min(static span => span.StartTime),
            EndTime = spans.Max(static span => span.EndTime),
            Spans = [.. spans.Select(static span => new PhoenixTraceSpan { SpanId = span.Context.SpanId, StatusCode = span.StatusCode, StartTime = span.StartTime, EndTime = span.EndTime })],
        });
        return new Page<PhoenixTrace>([.. traces.Where(trace => Within(trace.StartTime, query)).OrderByDescending(static trace => trace.StartTime)]);
    }

    private static string? SessionOf(PhoenixSpan span) => span.Attributes.TryGetValue("session.id", out var id) ? id.ToString() : null;

    private static bool Within(DateTimeOffset at, IQueryCollection query) =>
        (!query.ContainsKey("start_time") || at >= Instant(query["start_time"])) && (!query.ContainsKey("end_time") || at < Instant(query["end_time"]));

    private static DateTimeOffset Instant(string? text) => DateTimeOffset.Parse(text!, System.Globalization.CultureInfo.InvariantCulture);

    private bool Has(int major, int minor) => Version is not null && System.Version.Parse(Version) >= new Version(major, minor);

    private static Task WriteTextAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(text);
    }

    // None known is a 404 there, as for Phoenix.
    private static Task WriteKnownAsync<T>(HttpContext context, List<T> rows) => rows.Count == 0 ? RefuseAsync(context.Response, 404) : WriteAsync(context, new Page<T>(rows));

    private static Task WriteAsync<T>(HttpContext context, T body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(body, PhoenixSettings.Json));
    }
}
