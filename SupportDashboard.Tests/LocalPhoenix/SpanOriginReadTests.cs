using System.Net.Http.Json;
using System.Text;
using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Transcripts;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>What the embedded Phoenix keeps beyond Phoenix, and how deep it goes, as the dashboard's own client reads it.</summary>
public sealed class SpanOriginReadTests : IAsyncLifetime
{
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
    public async Task A_step_knows_its_service_its_library_and_the_turn_that_it_is_linked_to()
    {
        var (first, second) = (Otlp.Span("first"), Otlp.Span("second", startMs: 500, endMs: 600));
        second.Links.Add(new OtlpLink { TraceId = first.TraceId, SpanId = first.SpanId });
        second.Links.Add(new OtlpLink { TraceId = Otlp.Bytes(Otlp.NewTraceId()), SpanId = Otlp.Bytes(Otlp.NewSpanId()) });
        second.Links[0].Attributes.Add(new KeyValue { Key = "why", Value = new() { StringValue = "follows" } });
        var request = ExportTraceRequest.Parser.ParseFrom(Otlp.Export("p", first, second));
        request.ResourceSpans[0].Resource.Attributes.Add(new KeyValue { Key = "service.name", Value = new() { StringValue = "desk" } });
        request.ResourceSpans[0].ScopeSpans[0].Scope = new() { Name = "lib", Version = "1.2" };
        using var answer = await Otlp.PostAsync(_http, request.ToByteArray(), cancellationToken: Token);

        var turns = TranscriptBuilder.Build(await SpansAsync("p"), firstNumber: 7);
        var origin = Assert.Single(turns[1].Spans).Origin!;

        Assert.Equal(("desk", "lib 1.2"), (origin.Service, origin.Library));
        Assert.Equal(["openinference.project.name", "service.name"], origin.Resource.Select(static attribute => attribute.Key));
        Assert.Equal([7, null], origin.Links.Select(static link => link.Turn));
        Assert.Equal("follows", Assert.Single(origin.Links[0].Attributes).Value);
    }

    [Fact]
    public async Task The_deepest_values_that_are_taken_can_be_read()
    {
        const int Deepest = 80;
        var deep = string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", Deepest)) + """{"intValue":1}""" + string.Concat(Enumerable.Repeat("]}}", Deepest));
        var metadata = new string('[', 60) + new string(']', 60);
        using var answer = await Otlp.PostAsync(
            _http,
            Encoding.UTF8.GetBytes($$$"""
                {"resourceSpans":[{"resource":{"attributes":[{"key":"deep","value":{{{deep}}}}]},"scopeSpans":[{"spans":[{"traceId":"{{{Otlp.NewTraceId()}}}","spanId":"{{{Otlp.NewSpanId()}}}",
                  "attributes":[{"key":"deep","value":{{{deep}}}},{"key":"metadata","value":{"stringValue":"{{{metadata}}}"}}]}]}]}]}
                """),
            type: "application/json",
            cancellationToken: Token);
        answer.EnsureSuccessStatusCode();

        var span = Assert.Single(await SpansAsync("default"));

        Assert.Equal(["deep", "metadata"], span.Attributes.Keys.Order(StringComparer.Ordinal));
    }

    private async Task<IReadOnlyList<PhoenixSpan>> SpansAsync(string project) =>
        (await _http.GetFromJsonAsync<Page<PhoenixSpan>>($"/v1/projects/{project}/spans", PhoenixSettings.Json, Token))!.Data;
}
