using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>The parts of Phoenix's API beyond what the official clients of sessions use.</summary>
public sealed class PhoenixReachTests : IAsyncLifetime
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
    public async Task Spans_come_in_otlp_form_with_every_field_and_exact_times()
    {
        var sent = Otlp.Span("turn", spanId: "b2d87ae97ac2b21f", attributes: [("openinference.span.kind", "CHAIN"), ("flag", true), ("count", 3), ("ratio", 0.5), ("text", "t")]);
        sent.StartTimeUnixNano += 1;
        sent.Status = new() { Code = 2, Message = "broken" };
        sent.Events.Add(new SupportDashboard.LocalPhoenix.Collector.Otlp.OtlpEvent { Name = "seen", TimeUnixNano = Otlp.Epoch });
        await Otlp.SendAsync(_http, "p", sent);

        var span = Assert.Single(await GetAsync("/v1/projects/p/spans/otlpv1"));

        Assert.Equal(Otlp.Epoch + 1, span.GetProperty("start_time_unix_nano").GetUInt64());
        Assert.Equal("""{"code":2,"message":"broken"}""", span.GetProperty("status").GetRawText());
        Assert.Equal(JsonValueKind.Null, span.GetProperty("parent_span_id").ValueKind);
        Assert.Equal("b2d87ae97ac2b21f", span.GetProperty("span_id").GetString());
        Assert.Equal(Otlp.Epoch, span.GetProperty("events")[0].GetProperty("time_unix_nano").GetUInt64());
        Assert.Equal(
            ["flag bool_value true", "count int_value 3", "ratio double_value 0.5", "text string_value \"t\"", "openinference.span.kind string_value \"CHAIN\""],
            span.GetProperty("attributes").EnumerateArray().Select(Describe));
    }

    [Fact]
    public async Task The_otlp_form_has_the_fields_that_were_recorded_and_the_same_filters_and_pages()
    {
        string[] recorded =
        [
            "attributes", "dropped_attributes_count", "dropped_events_count", "dropped_links_count", "end_time_unix_nano", "events", "flags", "kind",
            "links", "name", "parent_span_id", "span_id", "start_time_unix_nano", "status", "trace_id", "trace_state",
        ];
        await Otlp.SendAsync(_http, "p", Otlp.Span("a"), Otlp.Span("b"), Otlp.Span("b"));

        var page = await _http.GetFromJsonAsync<JsonElement>("/v1/projects/p/spans/otlpv1?name=b&limit=1", Token);
        var next = await GetAsync("/v1/projects/p/spans/otlpv1?name=b&cursor=" + Uri.EscapeDataString(page.GetProperty("next_cursor").GetString()!));

        Assert.Equal(recorded, page.GetProperty("data")[0].EnumerateObject().Select(static property => property.Name));
        Assert.NotEqual(page.GetProperty("data")[0].GetProperty("span_id").GetString(), Assert.Single(next).GetProperty("span_id").GetString());
    }

    [Fact]
    public async Task A_transferred_trace_is_in_the_other_project_only_and_its_session_stays()
    {
        var trace = Otlp.NewTraceId();
        await Otlp.SendAsync(_http, "from", Otlp.Span("moved", trace, attributes: ("session.id", "s")), Otlp.Span("stays"));
        await Otlp.SendAsync(_http, "to", Otlp.Span("there"));

        using var answer = await TransferAsync("to", trace, trace);
        var moved = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("data");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, moved.GetProperty("transferred_trace_count").GetInt32());
        Assert.Equal(await ProjectIdAsync("to"), moved.GetProperty("destination_project_id").GetString());
        Assert.Equal(["moved", "there"], (await GetAsync("/v1/projects/to/spans")).Select(Name).Order());
        Assert.Equal(["stays"], (await GetAsync("/v1/projects/from/spans")).Select(Name));
        Assert.Contains(await GetAsync("/v1/projects/to/traces"), found => found.GetProperty("trace_id").GetString() == trace);
        Assert.Single(await GetAsync("/v1/projects/from/sessions"));
    }

    [Fact]
    public async Task A_transfer_that_cannot_be_done_whole_moves_nothing()
    {
        var (one, other) = (Otlp.NewTraceId(), Otlp.NewTraceId());
        await Otlp.SendAsync(_http, "a", Otlp.Span("one", one));
        await Otlp.SendAsync(_http, "b", Otlp.Span("other", other));
        await Otlp.SendAsync(_http, "c", Otlp.Span());

        using var unknownTrace = await TransferAsync("c", one, Otlp.NewTraceId());
        using var unknownProject = await TransferAsync("nowhere", one);
        using var twoProjects = await TransferAsync("c", one, other);
        using var none = await TransferAsync("c");

        Assert.Equal(HttpStatusCode.NotFound, unknownTrace.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknownProject.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twoProjects.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        Assert.Single(await GetAsync("/v1/projects/a/spans"));
        Assert.Single(await GetAsync("/v1/projects/b/spans"));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br", "gzip")]
    [InlineData("br", null)]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task Answers_are_packed_only_for_those_who_ask(string? accepted, string? used)
    {
        await Otlp.SendAsync(_http, "p", Otlp.Span("packed"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/projects/p/spans");
        if (accepted is not null)
        {
            request.Headers.Add("Accept-Encoding", accepted);
        }

        using var answer = await _http.SendAsync(request, Token);
        await using var body = await answer.Content.ReadAsStreamAsync(Token);
        await using var content = used is null ? body : new GZipStream(body, CompressionMode.Decompress);
        using var json = await JsonDocument.ParseAsync(content, cancellationToken: Token);

        Assert.Equal(used, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("packed", Name(json.RootElement.GetProperty("data")[0]));
    }

    private static string Name(JsonElement span) => span.GetProperty("name").GetString()!;

    private static string Describe(JsonElement attribute)
    {
        var set = Assert.Single(attribute.GetProperty("value").EnumerateObject(), static field => field.Value.ValueKind != JsonValueKind.Null);
        return $"{attribute.GetProperty("key").GetString()} {set.Name} {set.Value.GetRawText()}";
    }

    private Task<HttpResponseMessage> TransferAsync(string project, params string[] traces) => _http.PostAsJsonAsync(
        "/v1/traces/transfer", new { trace_identifiers = traces, destination_project_identifier = project }, Token);

    private async Task<string?> ProjectIdAsync(string project) =>
        (await _http.GetFromJsonAsync<JsonElement>($"/v1/projects/{project}", Token)).GetProperty("data").GetProperty("id").GetString();

    private async Task<IReadOnlyList<JsonElement>> GetAsync(string path) =>
        [.. (await _http.GetFromJsonAsync<JsonElement>(path, Token)).GetProperty("data").EnumerateArray()];
}
