using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class JsonExportTests : IAsyncLifetime
{
    private const string TraceId = "5b8efff798038103d269b633813fc60c";

    private readonly TestPhoenix _phoenix = new(static options => options.MaxBodyBytes = 256 * 1024);
    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _http = await _phoenix.ConnectAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _phoenix.DisposeAsync();
    }

    [Fact]
    public async Task A_span_reads_back_the_same_whether_it_came_as_json_or_as_protobuf()
    {
        var sent = Otlp.Span("turn", TraceId, "eee19b7ec3c1b174", attributes: [("session.id", "s1"), ("flag", true), ("count", 7), ("ratio", 0.5)]);
        sent.ParentSpanId = Otlp.Bytes("eee19b7ec3c1b173");
        sent.Status = new() { Code = 2, Message = "broken" };
        sent.Events.Add(new SupportDashboard.LocalPhoenix.Collector.Otlp.OtlpEvent { Name = "seen", TimeUnixNano = Otlp.Epoch });
        await Otlp.SendAsync(_http, "protobuf", sent);
        var first = await SpanAsync("protobuf");
        using var deleted = await _http.DeleteAsync("/v1/projects/protobuf", Token);

        using var answer = await PostAsync(Body("json", $$$"""
            {"traceId":"{{{TraceId.ToUpperInvariant()}}}","spanId":"EEE19B7EC3C1B174","parentSpanId":"eee19b7ec3c1b173","name":"turn","kind":1,"unknown":{"a":[1]},
             "startTimeUnixNano":"{{{Otlp.Epoch}}}","endTimeUnixNano":{{{Otlp.Epoch + 100_000_000}}},"status":{"code":2,"message":"broken"},"links":null,
             "attributes":[{"key":"session.id","value":{"stringValue":"s1"}},{"key":"flag","value":{"boolValue":true}},
               {"key":"count","value":{"intValue":"7"}},{"key":"ratio","value":{"doubleValue":0.5}}],
             "events":[{"name":"seen","timeUnixNano":"{{{Otlp.Epoch}}}"}]}
            """));
        var second = await SpanAsync("json");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("{}", await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(WithoutRow(first), WithoutRow(second));
    }

    [Theory]
    [InlineData("""{"stringValue":"text"}""", "\"text\"")]
    [InlineData("""{"stringValue":""}""", "\"\"")]
    [InlineData("""{"boolValue":false}""", "false")]
    [InlineData("""{"intValue":"-9223372036854775808"}""", "-9223372036854775808")]
    [InlineData("""{"intValue":9223372036854775807}""", "9223372036854775807")]
    [InlineData("""{"intValue":1.5e3}""", "1500")]
    [InlineData("""{"doubleValue":"NaN"}""", "\"NaN\"")]
    [InlineData("""{"doubleValue":1e-7}""", "1E-07")]
    [InlineData("""{"bytesValue":"aGk="}""", "\"aGk=\"")]
    [InlineData("""{"arrayValue":{"values":[{"intValue":1},{"stringValue":"b"}]}}""", "[1,\"b\"]")]
    [InlineData("""{"stringValue":null,"intValue":"3"}""", "3")]
    public async Task Every_kind_of_value_is_read(string value, string shown)
    {
        using var answer = await PostAsync(Body("values", Span($$"""{"key":"v","value":{{value}}}""")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(shown, (await SpanAsync("values")).GetProperty("attributes").GetProperty("v").GetRawText());
    }

    [Fact]
    public async Task A_map_becomes_dotted_keys_and_an_empty_value_none()
    {
        const string Attributes = """
            {"key":"m","value":{"kvlistValue":{"values":[{"key":"a","value":{"boolValue":true}}]}}},{"key":"none","value":{}},{"key":"nothing"}
            """;
        using var answer = await PostAsync(Body("maps", Span(Attributes)));

        Assert.Equal("""{"m.a":true}""", (await SpanAsync("maps")).GetProperty("attributes").GetRawText());
    }

    [Fact]
    public async Task Spans_that_cannot_be_kept_are_counted_in_json_and_the_others_are_stored()
    {
        const string NoHex = """{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"not hex, 16 long","name":"odd"}""";
        const string OddParent = """{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"00000000000000a1","parentSpanId":"abc"}""";
        const string NoIds = """{"name":"no ids"}""";
        using var answer = await PostAsync(Body("partial", NoHex, OddParent, NoIds, Span("")));
        var partial = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("partialSuccess");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("3", partial.GetProperty("rejectedSpans").GetString());
        Assert.Contains("\"odd\"", partial.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal("00000000000000b1", (await SpanAsync("partial")).GetProperty("context").GetProperty("span_id").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"resourceSpans\":{}}")]
    [InlineData("{\"resourceSpans\":[null]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[1]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":5}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"half \\ud800\"}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":-1}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":\"18446744073709551616\"}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":\"1.5\"}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"status\":{\"code\":\"STATUS_CODE_OK\"}}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"b\",\"value\":{\"bytesValue\":\"?\"}}]}}]}")]
    [InlineData("{\"resourceSpans\":[]} trailing")]
    public async Task What_is_no_export_request_is_400_with_a_reason(string body)
    {
        using var answer = await PostAsync(Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Request body is invalid ExportTraceServiceRequest: ", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_nested_a_thousand_deep_are_400()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", 1000)) + string.Concat(Enumerable.Repeat("]}}", 1000));

        using var answer = await PostAsync(Body("deep", Span($$"""{"key":"v","value":{{deep}}}""")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Compression_the_limit_and_the_charset_hold_for_json_too()
    {
        using var zipped = await Otlp.PostAsync(_http, Gzip(Body("zipped", Span(""))), "gzip", "application/json; charset=utf-8", Token);
        using var bomb = await Otlp.PostAsync(_http, Gzip(new byte[2 * 1024 * 1024]), "gzip", "application/json", Token);

        Assert.Equal(HttpStatusCode.OK, zipped.StatusCode);
        Assert.Equal("step", (await SpanAsync("zipped")).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bomb.StatusCode);
    }

    [Fact]
    public async Task Damaged_json_gets_one_clear_answer()
    {
        var random = new Random(20261123);
        var valid = Body("fuzz", Span("""{"key":"session.id","value":{"stringValue":"s"}},{"key":"n","value":{"intValue":"12"}}"""));
        for (var round = 0; round < 300; round++)
        {
            var body = valid.ToArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            using var answer = await PostAsync(body[..random.Next(1, body.Length + 1)]);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"round {round}: {answer.StatusCode} for {Convert.ToHexString(body)}");
        }
    }

    private static string Span(string attributes) => $$"""
        {"traceId":"{{TraceId}}","spanId":"00000000000000b1","name":"step","startTimeUnixNano":"{{Otlp.Epoch}}","endTimeUnixNano":"{{Otlp.Epoch}}","attributes":[{{attributes}}]}
        """;

    private static byte[] Body(string project, params string[] spans) => Encoding.UTF8.GetBytes($$$"""
        {"resourceSpans":[{"resource":{"attributes":[{"key":"openinference.project.name","value":{"stringValue":"{{{project}}}"}}]},
          "scopeSpans":[{"scope":{"name":"test"},"spans":[{{{string.Join(',', spans)}}}]}]}]}
        """);

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }

    // The row and the resource, which names the project, differ.
    private static Dictionary<string, string> WithoutRow(JsonElement span) => span.EnumerateObject()
        .Where(static property => property.Name is not ("id" or "support_dashboard"))
        .ToDictionary(static property => property.Name, static property => property.Value.GetRawText());

    private Task<HttpResponseMessage> PostAsync(byte[] body) => Otlp.PostAsync(_http, body, type: "application/json", cancellationToken: Token);

    private async Task<JsonElement> SpanAsync(string project) =>
        Assert.Single((await _http.GetFromJsonAsync<JsonElement>($"/v1/projects/{project}/spans", Token)).GetProperty("data").EnumerateArray().ToList());
}
