using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>Texts that break programs, in every place where a sender can put one: stored as they were sent, or refused with a reason.</summary>
public sealed class HostileTextTests : IAsyncLifetime
{
    private const string Json = "application/json";
    private const string Protobuf = "application/x-protobuf";

    // Half a character in bytes (UTF-8 does not allow it), and as an escape of JSON.
    private const string Half = "HALFHALF";
    private static readonly byte[] HalfBytes = [.. "ab"u8, 0xed, 0xa0, 0x80, .. "cde"u8];

    private static readonly IReadOnlyList<string> Texts = [.. HostileStrings.Read("naughty-strings.json"), "nul \0 inside", "\0", "ends in nul\0"];

    private readonly TestPhoenix _phoenix = new();
    private HttpClient _http = null!;

    public static TheoryData<string> Encodings => [Protobuf, Json];

    /// <summary>Each place of a text that a sender chooses.</summary>
    public static TheoryData<string, string> Places =>
        new MatrixTheoryData<string, string>([Protobuf, Json], ["name", "key", "value", "nested", "project", "session", "event", "status", "link", "scope"]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _http = await _phoenix.ConnectAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _phoenix.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task As_keys_and_values_of_attributes_they_come_back_as_they_were_sent(string type)
    {
        var sent = Texts.ToDictionary(static _ => Otlp.NewSpanId());
        await SendAsync(type, Otlp.Export("texts", [.. sent.Select(static pair => Otlp.Span(pair.Value, spanId: pair.Key, attributes: (pair.Value, pair.Value)))]));

        var read = await RestPages.ReadAsync(_http, "/v1/projects/texts/spans", 100, Token);

        Assert.Equal(sent, read.ToDictionary(static span => SpanId(span), static span => span.GetProperty("name").GetString()!));
        Assert.Equal(sent, read.ToDictionary(static span => SpanId(span), static span => Assert.Single(span.GetProperty("attributes").EnumerateObject()).Name));
        Assert.Equal(sent, read.ToDictionary(static span => SpanId(span), static span => Assert.Single(span.GetProperty("attributes").EnumerateObject()).Value.GetString()!));
    }

    [Fact]
    public async Task Attribute_filters_find_them()
    {
        // A colon ends the key of a filter, and a NUL ends what SQLite's JSON functions see.
        var texts = Texts.Where(static text => text.Length > 0 && !text.Contains(':', StringComparison.Ordinal) && !text.Contains('\0', StringComparison.Ordinal)).Distinct().ToList();
        await SendAsync(Protobuf, Otlp.Export("filters", [.. texts.Select(static text => Otlp.Span(text, attributes: (text, text)))]));
        foreach (var text in texts)
        {
            var filter = Uri.EscapeDataString($"{text}:{JsonSerializer.Serialize(text)}");
            var found = await RestPages.ReadAsync(_http, "/v1/projects/filters/spans?attribute=" + filter, 10, Token);

            Assert.Equal([text], found.Select(static span => span.GetProperty("name").GetString()));
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task As_names_of_projects_they_are_kept_and_found_by_their_global_id(string type)
    {
        var request = new ExportTraceRequest();
        foreach (var text in Texts)
        {
            request.MergeFrom(ExportTraceRequest.Parser.ParseFrom(Otlp.Export(text, Otlp.Span(text))));
        }

        await SendAsync(type, Google.Protobuf.MessageExtensions.ToByteArray(request));
        var projects = await RestPages.ReadAsync(_http, "/v1/projects", 100, Token);

        // As in Phoenix: without the white space around it, and where nothing is left, the default project.
        Assert.Equal(
            Texts.Select(static text => text.Trim() is { Length: > 0 } name ? name : "default").Distinct().Order(StringComparer.Ordinal),
            projects.Select(static project => project.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        foreach (var project in projects.Where(static project => project.GetProperty("name").GetString() != "default"))
        {
            var (id, name) = (Uri.EscapeDataString(project.GetProperty("id").GetString()!), project.GetProperty("name").GetString());
            var found = await _http.GetFromJsonAsync<JsonElement>($"/v1/projects/{id}", Token);
            var spans = await RestPages.ReadAsync(_http, $"/v1/projects/{id}/spans", 10, Token);

            Assert.Equal(name, found.GetProperty("data").GetProperty("name").GetString());
            Assert.All(spans, span => Assert.Equal(name, span.GetProperty("name").GetString()!.Trim()));
            Assert.NotEmpty(spans);
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task As_ids_of_sessions_they_are_kept_and_found_by_their_global_id_and_by_the_filter(string type)
    {
        await SendAsync(type, Otlp.Export("sessions", [.. Texts.Select(static text => Otlp.Span(text, attributes: ("session.id", text)))]));
        var sessions = await RestPages.ReadAsync(_http, "/v1/projects/sessions/sessions", 100, Token);

        Assert.Equal(
            Texts.Select(static text => text.Trim()).Where(static id => id.Length > 0).Distinct().Order(StringComparer.Ordinal),
            sessions.Select(static session => session.GetProperty("session_id").GetString()!).Order(StringComparer.Ordinal));
        foreach (var session in sessions)
        {
            var (id, name) = (Uri.EscapeDataString(session.GetProperty("id").GetString()!), session.GetProperty("session_id").GetString()!);
            var found = await _http.GetFromJsonAsync<JsonElement>($"/v1/sessions/{id}", Token);
            var traces = session.GetProperty("traces").EnumerateArray().Select(static trace => "trace_id=" + trace.GetProperty("trace_id").GetString());
            var spans = await RestPages.ReadAsync(_http, "/v1/projects/sessions/spans?" + string.Join('&', traces), 10, Token);

            Assert.Equal(name, found.GetProperty("data").GetProperty("session_id").GetString());
            Assert.All(spans, span => Assert.Equal(name, span.GetProperty("name").GetString()!.Trim()));
            Assert.NotEmpty(spans);
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Half_a_character_is_refused_with_a_reason_wherever_it_stands(string type, string place)
    {
        var body = WithHalf(type, Sample(place));

        using var answer = await Otlp.PostAsync(_http, body, type: type, cancellationToken: Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(["default"], (await RestPages.ReadAsync(_http, "/v1/projects", 10, Token)).Select(static project => project.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("/v1/projects/p/spans", """{"data":[{"name":"HALF","context":{"trace_id":"5b8efff798038103d269b633813fc60c","span_id":"eee19b7ec3c1b174"},"span_kind":"LLM","start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("/v1/projects/p/spans", """{"data":[{"name":"n","context":{"trace_id":"5b8efff798038103d269b633813fc60c","span_id":"eee19b7ec3c1b174"},"span_kind":"LLM","start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:00Z","attributes":{"HALF":1}}]}""")]
    [InlineData("/v1/projects/p/spans", """{"data":[{"name":"n","context":{"trace_id":"5b8efff798038103d269b633813fc60c","span_id":"eee19b7ec3c1b174"},"span_kind":"LLM","start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:00Z","attributes":{"v":["HALF"]}}]}""")]
    [InlineData("/v1/session_annotations", """{"data":[{"session_id":"HALF","name":"n","annotator_kind":"LLM"}]}""")]
    [InlineData("/v1/session_annotations", """{"data":[{"session_id":"s","name":"n","annotator_kind":"LLM","result":{"explanation":"HALF"}}]}""")]
    [InlineData("/v1/session_annotations", """{"data":[{"session_id":"s","name":"n","annotator_kind":"LLM","metadata":{"HALF":["HALF"]}}]}""")]
    [InlineData("/v1/session_annotations", """{"data":[{"session_id":"s","name":"n","annotator_kind":"HALF"}]}""")]
    [InlineData("/v1/session_annotations", """{"data":"HALF"}""")]
    [InlineData("/v1/session_annotations", """{"data":[{"HALF":"HALF"}]}""")]
    [InlineData("/v1/session_notes", """{"data":{"session_id":"s","note":"HALF"}}""")]
    [InlineData("/v1/projects", """{"name":"HALF"}""")]
    [InlineData("/v1/annotation_configs", """{"name":"HALF","type":"FREEFORM"}""")]
    [InlineData("/v1/annotation_configs", """{"name":"n","type":"CATEGORICAL","values":[{"label":"HALF","score":1}]}""")]
    public async Task Half_a_character_in_a_rest_body_is_422_as_an_escape_and_as_bytes(string path, string body)
    {
        byte[][] bodies = [Encoding.UTF8.GetBytes(body.Replace("HALF", """half \ud800""", StringComparison.Ordinal)), Replace(Encoding.UTF8.GetBytes(body), "HALF"u8, HalfBytes)];
        foreach (var sent in bodies)
        {
            using var content = new ByteArrayContent(sent) { Headers = { ContentType = new(Json) } };
            using var answer = await _http.PostAsync(path, content, Token);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.NotEmpty(await answer.Content.ReadAsStringAsync(Token));
        }
    }

    private static string SpanId(JsonElement span) => span.GetProperty("context").GetProperty("span_id").GetString()!;

    private static byte[] Sample(string place)
    {
        var span = Otlp.Span(place == "name" ? Half : "n", attributes: [(place == "key" ? Half : "k", place == "value" ? Half : "v"), ("session.id", place == "session" ? Half : "s")]);
        span.Attributes.Add(new KeyValue { Key = "m", Value = new() { KvlistValue = new() { Values = { new KeyValue { Key = place == "nested" ? Half : "a", Value = new() { BoolValue = true } } } } } });
        span.Events.Add(new OtlpEvent { Name = place == "event" ? Half : "e" });
        span.Status = new() { Code = 2, Message = place == "status" ? Half : "m" };
        span.Links.Add(new OtlpLink { TraceId = span.TraceId, SpanId = span.SpanId, TraceState = place == "link" ? Half : "" });
        var request = ExportTraceRequest.Parser.ParseFrom(Otlp.Export(place == "project" ? Half : "p", span));
        request.ResourceSpans[0].ScopeSpans[0].Scope = new() { Name = place == "scope" ? Half : "lib" };
        return Google.Protobuf.MessageExtensions.ToByteArray(request);
    }

    private static byte[] WithHalf(string type, byte[] protobuf)
    {
        var sent = type == Json
            ? Replace(OtlpJson.Of(protobuf), Encoding.ASCII.GetBytes(Half), """half \ud800"""u8)
            : Replace(protobuf, Encoding.ASCII.GetBytes(Half), HalfBytes);
        return sent.Length == protobuf.Length || type == Json ? sent : throw new InvalidOperationException("Lengths in protobuf must stay true.");
    }

    private static byte[] Replace(byte[] text, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        var at = text.AsSpan().IndexOf(from);
        return at < 0 ? text : [.. text.AsSpan(0, at), .. to, .. text.AsSpan(at + from.Length)];
    }

    private async Task SendAsync(string type, byte[] protobuf)
    {
        using var answer = await Otlp.PostAsync(_http, type == Json ? OtlpJson.Of(protobuf) : protobuf, type: type, cancellationToken: Token);
        Assert.Equal((HttpStatusCode.OK, type == Json ? "{}" : ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token)));
    }
}
