using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>Spans that contradict each other or themselves.</summary>
public sealed class HostileTraceTests : IAsyncLifetime
{
    private const ulong LastNano = long.MaxValue;

    private readonly TestPhoenix _phoenix = new();
    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _http = await _phoenix.ConnectAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _phoenix.DisposeAsync();
    }

    [Theory]
    [InlineData(0UL, 0UL, "1970-01-01T00:00:00.000000+00:00", "1970-01-01T00:00:00.000000+00:00")]
    [InlineData(0UL, LastNano, "1970-01-01T00:00:00.000000+00:00", "2262-04-11T23:47:16.854775+00:00")]
    [InlineData(LastNano, LastNano, "2262-04-11T23:47:16.854775+00:00", "2262-04-11T23:47:16.854775+00:00")]
    [InlineData(LastNano, 0UL, "2262-04-11T23:47:16.854775+00:00", "1970-01-01T00:00:00.000000+00:00")]
    [InlineData(Otlp.Epoch + 1_000_000, Otlp.Epoch, "2026-01-01T00:00:00.001000+00:00", "2026-01-01T00:00:00.000000+00:00")]
    public async Task Times_at_the_bounds_and_an_end_before_its_start_are_kept_as_they_were_sent(ulong start, ulong end, string shownStart, string shownEnd)
    {
        var span = Otlp.Span(attributes: ("session.id", "s"));
        (span.StartTimeUnixNano, span.EndTimeUnixNano) = (start, end);
        await Otlp.SendAsync(_http, "times", span);

        var stored = Assert.Single(await SpansAsync("times"));
        var found = await RestPages.ReadAsync(_http, "/v1/projects/times/spans?start_time=" + Uri.EscapeDataString(shownStart), 10, Token);

        Assert.Equal((shownStart, shownEnd), (stored.GetProperty("start_time").GetString(), stored.GetProperty("end_time").GetString()));
        Assert.Single(found);
        foreach (var list in (string[])["traces", "traces?sort=latency_ms", "sessions"])
        {
            var bounds = Assert.Single(await RestPages.ReadAsync(_http, "/v1/projects/times/" + list, 1, Token));
            Assert.Equal((shownStart, shownEnd), (bounds.GetProperty("start_time").GetString(), bounds.GetProperty("end_time").GetString()));
        }
    }

    [Theory]
    [InlineData("end")]
    [InlineData("event")]
    public async Task A_nanosecond_after_the_last_is_rejected_with_a_reason(string which)
    {
        var span = Otlp.Span("late");
        span.Events.Add(new OtlpEvent { Name = "e", TimeUnixNano = which == "event" ? LastNano + 1 : 0 });
        span.EndTimeUnixNano = which == "end" ? LastNano + 1 : LastNano;

        using var answer = await Otlp.PostAsync(_http, Otlp.Export("late", span, Otlp.Span("good")), cancellationToken: Token);
        var partial = ExportTraceResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(Token)).PartialSuccess;

        Assert.Equal(1, partial.RejectedSpans);
        Assert.Contains("2262", partial.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("good", Assert.Single(await SpansAsync("late")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Orphans_and_parents_in_a_circle_are_stored_and_read_back_as_they_are()
    {
        var trace = Otlp.NewTraceId();
        var (orphan, self, first, second) = (Child("orphan", trace, Otlp.NewSpanId()), Child("self", trace, null), Child("first", trace, null), Child("second", trace, null));
        self.ParentSpanId = self.SpanId;
        (first.ParentSpanId, second.ParentSpanId) = (second.SpanId, first.SpanId);
        await Otlp.SendAsync(_http, "circles", orphan, self, first, second);

        var read = await SpansAsync("circles");
        var inTrace = Assert.Single(await RestPages.ReadAsync(_http, "/v1/projects/circles/traces?include_spans=true", 10, Token)).GetProperty("spans");

        Assert.Equal(4, inTrace.GetArrayLength());
        Assert.Equal(
            new OtlpSpan[] { second, first, self, orphan }.Select(static span => Convert.ToHexStringLower(span.ParentSpanId.Span)),
            read.Select(static span => span.GetProperty("parent_id").GetString()));
        Assert.Empty(await RestPages.ReadAsync(_http, "/v1/projects/circles/spans?parent_id=null", 10, Token));

        var id = read[0].GetProperty("id").GetString()!;
        using var deleted = await _http.DeleteAsync("/v1/spans/" + Uri.EscapeDataString(id), Token);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        AssertSound();

        static OtlpSpan Child(string name, string trace, string? parent)
        {
            var span = Otlp.Span(name, trace, attributes: ("session.id", "circle"));
            span.ParentSpanId = parent is null ? span.ParentSpanId : Otlp.Bytes(parent);
            return span;
        }
    }

    [Fact]
    public async Task A_session_id_that_changes_inside_a_trace_does_not_move_it()
    {
        var trace = Otlp.NewTraceId();
        await Otlp.SendAsync(_http, "moving", LlmSpan(null, 1), LlmSpan("first", 2));
        await Otlp.SendAsync(_http, "moving", LlmSpan("second", 4), LlmSpan("third", 8), LlmSpan("first", 16));

        var session = Assert.Single(await RestPages.ReadAsync(_http, "/v1/projects/moving/sessions", 10, Token));

        Assert.Equal("first", session.GetProperty("session_id").GetString());
        Assert.Equal(31, session.GetProperty("token_count_prompt").GetInt64());
        Assert.Equal(trace, Assert.Single(session.GetProperty("traces").EnumerateArray().ToList()).GetProperty("trace_id").GetString());
        Assert.Equal("third", Assert.Single(await RestPages.ReadAsync(_http, "/v1/projects/moving/spans?attribute=session.id:third", 10, Token))
            .GetProperty("attributes").GetProperty("session.id").GetString());
        AssertSound();

        OtlpSpan LlmSpan(string? session, int tokens)
        {
            var span = Otlp.Span("llm", trace, attributes: [("openinference.span.kind", "LLM"), ("llm.token_count.prompt", tokens)]);
            if (session is not null)
            {
                span.Attributes.Add(new KeyValue { Key = "session.id", Value = new() { StringValue = session } });
            }

            return span;
        }
    }

    [Fact]
    public async Task The_same_span_from_many_senders_at_once_is_one_row()
    {
        var body = Otlp.Export("twice", Otlp.Span("once", attributes: [("session.id", "s"), ("openinference.span.kind", "LLM"), ("llm.token_count.prompt", 7)]));
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(sender => sender % 2 == 0
            ? Otlp.PostAsync(_http, body, cancellationToken: Token)
            : Otlp.PostAsync(_http, OtlpJson.Of(body), type: "application/json", cancellationToken: Token)));

        Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal("once", Assert.Single(await SpansAsync("twice")).GetProperty("name").GetString());
        Assert.Equal(7, Assert.Single(await RestPages.ReadAsync(_http, "/v1/projects/twice/sessions", 10, Token)).GetProperty("token_count_prompt").GetInt64());
        AssertSound();
    }

    [Fact]
    public async Task The_same_span_over_rest_from_many_senders_at_once_is_taken_from_one()
    {
        var body = $$$"""
            {"data":[{"name":"once","context":{"trace_id":"{{{Otlp.NewTraceId()}}}","span_id":"{{{Otlp.NewSpanId()}}}"},"span_kind":"LLM",
              "start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:01Z","attributes":{"session.id":"s"}}]}
            """;
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            _http.PostAsync("/v1/projects/rest/spans", new StringContent(body, Encoding.UTF8, "application/json"), Token)));

        Assert.Single(answers, static answer => answer.StatusCode == HttpStatusCode.Accepted);
        Assert.Equal(15, answers.Count(static answer => answer.StatusCode == HttpStatusCode.BadRequest));
        Assert.Single(await SpansAsync("rest"));
        AssertSound();
    }

    [Theory]
    [InlineData("00000000000000000000000000000000", "eee19b7ec3c1b174")]
    [InlineData("5b8efff798038103d269b633813fc60c", "0000000000000000")]
    [InlineData("5b8efff798038103d269b633813fc60", "eee19b7ec3c1b174")]
    [InlineData("5b8efff798038103d269b633813fc60c00", "eee19b7ec3c1b174")]
    [InlineData("5b8efff798038103d269b633813fc60c", "eee")]
    [InlineData("5b8efff798038103d269b633813fc60c", "")]
    [InlineData("5b8efff798038103d269b633813fc60g", "eee19b7ec3c1b174")]
    public async Task Zero_and_odd_ids_are_named_in_every_encoding_and_nothing_of_them_is_stored(string traceId, string spanId)
    {
        var span = $$"""{"traceId":"{{traceId}}","spanId":"{{spanId}}","name":"odd"}""";
        using var export = await Otlp.PostAsync(
            _http, Encoding.UTF8.GetBytes($$$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{{{span}}}]}]}]}"""), type: "application/json", cancellationToken: Token);
        using var content = new StringContent(
            $$$"""{"data":[{"name":"odd","context":{"trace_id":"{{{traceId}}}","span_id":"{{{spanId}}}"},"span_kind":"LLM","start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:01Z"}]}""",
            Encoding.UTF8,
            "application/json");
        using var rest = await _http.PostAsync("/v1/projects/default/spans", content, Token);

        var partial = (await export.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("partialSuccess");
        Assert.Equal("1", partial.GetProperty("rejectedSpans").GetString());
        Assert.Contains("_id must be", partial.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, rest.StatusCode);
        Assert.Contains("_id must be", await rest.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Empty(await SpansAsync("default"));
    }

    private Task<List<JsonElement>> SpansAsync(string project) => RestPages.ReadAsync(_http, $"/v1/projects/{project}/spans", 100, Token);

    private void AssertSound()
    {
        using var store = StoreConnection.OpenReader(_phoenix.StorePath);
        Assert.Equal((0, 0, 0), StoreScan.CountWrong(store));
    }
}
