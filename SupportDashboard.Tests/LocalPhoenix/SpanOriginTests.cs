using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>What Phoenix drops and this server keeps: links, resource and scope.</summary>
public sealed class SpanOriginTests : IAsyncLifetime
{
    private const string Linked = "0af7651916cd43dd8448eb211c80319c";

    private readonly TestPhoenix _phoenix = new();
    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _http = await _phoenix.ConnectAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _phoenix.DisposeAsync();
    }

    [Fact]
    public async Task Links_resource_and_scope_come_back_also_after_a_restart()
    {
        var span = Otlp.Span();
        span.Links.Add(new OtlpLink { TraceId = Otlp.Bytes(Linked), SpanId = Otlp.Bytes("b7ad6b7169203331"), TraceState = "a=1" });
        span.Links[0].Attributes.Add(new KeyValue { Key = "why", Value = new() { StringValue = "retry" } });
        await PostAsync("p", new() { Name = "lib", Version = "1.2" }, span);
        await _phoenix.RestartAsync();
        using var http = await _phoenix.ConnectAsync(Token);

        var kept = (await SpansAsync(http, "p"))[0].GetProperty("support_dashboard");

        Assert.Equal("""{"openinference.project.name":"p","service.name":"desk"}""", kept.GetProperty("resource").GetRawText());
        Assert.Equal("""{"name":"lib","version":"1.2"}""", kept.GetProperty("scope").GetRawText());
        Assert.Equal(
            $$$"""[{"trace_id":"{{{Linked}}}","span_id":"b7ad6b7169203331","trace_state":"a=1","attributes":{"why":"retry"}}]""",
            kept.GetProperty("links").GetRawText());
    }

    [Fact]
    public async Task They_come_back_the_same_when_they_were_sent_as_json()
    {
        using var answer = await Otlp.PostAsync(_http, Encoding.UTF8.GetBytes($$$"""
            {"resourceSpans":[{"resource":{"attributes":[{"key":"openinference.project.name","value":{"stringValue":"j"}}]},
              "scopeSpans":[{"scope":{"name":"lib","version":"2"},"spans":[{"traceId":"{{{Linked}}}","spanId":"b7ad6b7169203331",
                "links":[{"traceId":"{{{Linked}}}","spanId":"b7ad6b7169203332"}]}]}]}]}
            """), type: "application/json", cancellationToken: Token);

        var kept = (await SpansAsync(_http, "j"))[0].GetProperty("support_dashboard");

        Assert.Equal("2", kept.GetProperty("scope").GetProperty("version").GetString());
        Assert.Equal("b7ad6b7169203332", kept.GetProperty("links")[0].GetProperty("span_id").GetString());
    }

    [Fact]
    public async Task A_span_of_which_nothing_is_known_has_the_shape_of_Phoenix()
    {
        var body = new ExportTraceRequest { ResourceSpans = { new ResourceSpans { ScopeSpans = { new ScopeSpans { Spans = { Otlp.Span() } } } } } };
        using var answer = await Otlp.PostAsync(_http, body.ToByteArray(), cancellationToken: Token);

        Assert.False((await SpansAsync(_http, "default"))[0].TryGetProperty("support_dashboard", out _));
    }

    [Fact]
    public async Task Spans_of_two_libraries_keep_theirs_apart()
    {
        await PostAsync("p", new() { Name = "one" }, Otlp.Span("a"));
        await PostAsync("p", new() { Name = "two" }, Otlp.Span("b"));
        await PostAsync("p", new() { Name = "one" }, Otlp.Span("c"));

        var scopes = (await SpansAsync(_http, "p")).Select(static span =>
            (span.GetProperty("name").GetString(), span.GetProperty("support_dashboard").GetProperty("scope").GetProperty("name").GetString()));

        Assert.Equal([("c", "one"), ("b", "two"), ("a", "one")], scopes);
    }

    private static async Task<IReadOnlyList<JsonElement>> SpansAsync(HttpClient http, string project) =>
        [.. (await http.GetFromJsonAsync<JsonElement>($"/v1/projects/{project}/spans", Token)).GetProperty("data").EnumerateArray()];

    private async Task PostAsync(string project, InstrumentationScope scope, OtlpSpan span)
    {
        var request = ExportTraceRequest.Parser.ParseFrom(Otlp.Export(project, span));
        request.ResourceSpans[0].ScopeSpans[0].Scope = scope;
        request.ResourceSpans[0].Resource.Attributes.Add(new KeyValue { Key = "service.name", Value = new() { StringValue = "desk" } });
        using var answer = await Otlp.PostAsync(_http, request.ToByteArray(), cancellationToken: Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
