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

    /// <summary>Asked before each request; a status makes the request fail with it.</summary>
    public Func<string, int?> Fault { get; set; } = static _ => null;

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

        lock (_gate)
        {
            context.Response.Headers["x-phoenix-server-version"] = "20.3.0";
            return path switch
            {
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
        var traces = query["trace_id"].ToHashSet();
        var rows = Spans
            .Where(span => GlobalId.Row(span.Id) <= from && (traces.Count == 0 || traces.Contains(span.Context.TraceId)))
            .OrderByDescending(static span => GlobalId.Row(span.Id))
            .Take(limit + 1)
            .ToList();
        return new Page<PhoenixSpan>([.. rows.Take(limit)], rows.Count > limit ? rows[limit].Id : null);
    }

    // None known is a 404 there, as for Phoenix.
    private static Task WriteKnownAsync<T>(HttpContext context, List<T> rows) => rows.Count == 0 ? RefuseAsync(context.Response, 404) : WriteAsync(context, new Page<T>(rows));

    private static Task WriteAsync<T>(HttpContext context, T body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(body, PhoenixSettings.Json));
    }
}
