using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>Spans that are much larger, wider or deeper than any that is meant.</summary>
public sealed class HostileSizeTests : IAsyncLifetime
{
    private const int Deep = 1000;
    private const string Json = "application/json";

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
    [InlineData("application/x-protobuf")]
    [InlineData(Json)]
    public async Task An_attribute_of_ten_megabytes_comes_back_whole(string type)
    {
        var text = string.Concat(Enumerable.Repeat("Zürich \"10\" 🙂\n", 10 * 1024 * 1024 / 18));
        await SendAsync(type, Otlp.Export("large", Otlp.Span(attributes: ("input.value", text))));

        Assert.Equal(text, (await AttributesAsync("large")).GetProperty("input.value").GetString());
    }

    [Theory]
    [InlineData("application/x-protobuf")]
    [InlineData(Json)]
    public async Task Ten_thousand_attributes_come_back_all(string type)
    {
        var span = Otlp.Span(attributes: [.. Enumerable.Range(0, 10_000).Select(static i => ($"key.{i}", (object)i))]);
        await SendAsync(type, Otlp.Export("wide", span));

        var attributes = await AttributesAsync("wide");

        Assert.Equal(
            Enumerable.Range(0, 10_000).Select(static i => ($"key.{i}", i)),
            attributes.EnumerateObject().Select(static attribute => (attribute.Name, attribute.Value.GetInt32())));
    }

    [Theory]
    [InlineData("application/x-protobuf")]
    [InlineData(Json)]
    public async Task Maps_nested_a_thousand_deep_are_400_and_the_server_lives(string type)
    {
        var value = new AnyValue { StringValue = "bottom" };
        for (var depth = 0; depth < Deep; depth++)
        {
            value = new AnyValue { KvlistValue = new() { Values = { new KeyValue { Key = "k", Value = value } } } };
        }

        var span = Otlp.Span();
        span.Attributes.Add(new KeyValue { Key = "deep", Value = value });
        using var answer = await Otlp.PostAsync(_http, Body(type, span), type: type, cancellationToken: Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("OK", await _http.GetStringAsync("/healthz", Token));

        // Written by hand: the protobuf parser that writes the other body cannot read so deep a one.
        byte[] Body(string type, OtlpSpan deep) => type == Json
            ? Encoding.UTF8.GetBytes($$$"""
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"{{{Otlp.NewTraceId()}}}","spanId":"{{{Otlp.NewSpanId()}}}","attributes":[{"key":"deep","value":
                {{{Nested("""{"kvlistValue":{"values":[{"key":"k","value":""", """{"stringValue":"bottom"}""", "}]}}")}}} }]}]}]}]}
                """)
            : Otlp.Export("deep", deep);
    }

    [Fact]
    public async Task A_json_text_nested_a_thousand_deep_stays_the_text_that_it_is()
    {
        var deep = Nested("""{"a":""", "1", "}");
        await SendAsync("application/x-protobuf", Otlp.Export("text", Otlp.Span(attributes: [("metadata", deep), ("gen_ai.input.messages", Nested("[", "1", "]"))])));

        Assert.Equal(deep, (await AttributesAsync("text")).GetProperty("metadata").GetString());
    }

    [Theory]
    [InlineData("/v1/projects/p/spans", """{"data":[{"name":"n","context":{"trace_id":"5b8efff798038103d269b633813fc60c","span_id":"eee19b7ec3c1b174"},"span_kind":"LLM","start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:00Z","attributes":{"v":DEEP}}]}""")]
    [InlineData("/v1/session_annotations?sync=true", """{"data":[{"session_id":"s","name":"n","annotator_kind":"LLM","metadata":{"v":DEEP}}]}""")]
    [InlineData("/v1/projects", """DEEP""")]
    public async Task Rest_bodies_nested_a_thousand_deep_are_422(string path, string body)
    {
        using var content = new StringContent(body.Replace("DEEP", Nested("""{"a":[""", "1", "]}"), StringComparison.Ordinal), Encoding.UTF8, Json);
        using var answer = await _http.PostAsync(path, content, Token);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    private static string Nested(string open, string inner, string close) =>
        string.Concat(Enumerable.Repeat(open, Deep)) + inner + string.Concat(Enumerable.Repeat(close, Deep));

    private async Task SendAsync(string type, byte[] protobuf)
    {
        using var answer = await Otlp.PostAsync(_http, type == Json ? OtlpJson.Of(protobuf) : protobuf, type: type, cancellationToken: Token);
        Assert.Equal((HttpStatusCode.OK, type == Json ? "{}" : ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token)));
    }

    private async Task<JsonElement> AttributesAsync(string project) =>
        Assert.Single((await _http.GetFromJsonAsync<JsonElement>($"/v1/projects/{project}/spans", Token)).GetProperty("data").EnumerateArray().ToList()).GetProperty("attributes");
}
