using System.IO.Compression;
using System.Net;
using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class CollectorFaultTests : IAsyncLifetime
{
    private const int MaxBody = 256 * 1024;

    private readonly TestPhoenix _phoenix = new(static options =>
options.MaxBodyBytes = MaxBody);

    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _http = await _phoenix.ConnectAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _phoenix.DisposeAsync();
    }

    [Fact]
    public async Task Bytes_that_are_no_protobuf_are_400()
    {
        using var answer = await Otlp.PostAsync(_http, [0xff, 0xff, 0xff, 0x20, 0x6e, 0x6f], cancellationToken: Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_truncated_request_stores_nothing()
    {
        var body = Otlp.Export("cut", Otlp.Span(attributes: ("input.value", new string('x', 2000))));

        using var answer = await Otlp.PostAsync(_http, body[..^10], cancellationToken: Token);
        using var project = await _http.GetAsync("/v1/projects/cut", Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, project.StatusCode);
    }

    [Fact]
    public async Task Random_bytes_get_one_clear_answer()
    {
        var random = new Random(20261122);
        var valid = Otlp.Export("fuzz", Otlp.Span(attributes: ("session.id", "s"), startMs: 5));
        for (var round = 0; round < 300; round++)
        {
            var body = valid.ToArray();
            for (var flips = random.Next(1, 12); flips > 0; flips--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            using var answer = await Otlp.PostAsync(_http, body[..random.Next(1, body.Length + 1)], cancellationToken: Token);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"round {round}: {answer.StatusCode} for {Convert.ToHexString(body)}");
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_small_body_that_unfolds_into_a_huge_one_is_413(string encoding)
    {
        var bomb = Compress(new byte[MaxBody * 8], encoding);
        Assert.True(bomb.Length < MaxBody / 10);

        using var answer = await Otlp.PostAsync(_http, bomb, encoding, cancellationToken: Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413()
    {
        using var answer = await Otlp.PostAsync(_http, new byte[MaxBody + 1], cancellationToken: Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_broken_compression_is_400(string encoding)
    {
        using var answer = await Otlp.PostAsync(_http, "not compressed"u8.ToArray(), encoding, cancellationToken: Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("gzip", 1)]
    [InlineData("gzip", 9)]
    [InlineData("deflate", 5)]
    public async Task A_compressed_body_that_was_cut_off_is_400(string encoding, int missing)
    {
        // Two resources: what is left after the cut may end just between them and would parse.
        var first = Otlp.Export("cut-off", Otlp.Span());
        var body = Compress([.. first, .. first], encoding);

        using var answer = await Otlp.PostAsync(_http, body[..^missing], encoding, cancellationToken: Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/ld+json", null)]
    [InlineData("application/x-protobuf; charset=utf-8", null)]
    [InlineData("text/csv", null)]
    [InlineData("application/x-protobuf", "zstd")]
    public async Task Unknown_types_and_encodings_are_415_and_named(string type, string? encoding)
    {
        using var answer = await Otlp.PostAsync(_http, Otlp.Export("p", Otlp.Span()), encoding, type, Token);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains(encoding ?? type, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spans_with_unusable_ids_or_times_are_counted_and_the_others_are_stored()
    {
        var noId = Otlp.Span("no id");
        noId.SpanId = ByteString.Empty;
        var zeroTrace = Otlp.Span("zero trace");
        zeroTrace.TraceId = ByteString.CopyFrom(new byte[16]);
        var oddParent = Otlp.Span("odd parent");
        oddParent.ParentSpanId = ByteString.CopyFrom(1, 2, 3);
        var tooLate = Otlp.Span("too late");
        tooLate.EndTimeUnixNano = ulong.MaxValue;

        using var answer = await Otlp.PostAsync(_http, Otlp.Export("ids", noId, zeroTrace, Otlp.Span("good"), oddParent, tooLate), cancellationToken: Token);
        var partial = ExportTraceResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(Token)).PartialSuccess;
        var stored = await _http.GetStringAsync("/v1/projects/ids/spans", Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(4, partial.RejectedSpans);
        Assert.Contains("no id", partial.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("\"good\"", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("odd parent", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deeply_nested_values_are_refused_not_followed()
    {
        var value = new AnyValue { StringValue = "bottom" };
        for (var depth = 0; depth < 1000; depth++)
        {
            value = new AnyValue { ArrayValue = new ArrayValue { Values = { value } } };
        }

        var span = Otlp.Span();
        span.Attributes.Add(new KeyValue { Key = "deep", Value = value });

        using var answer = await Otlp.PostAsync(_http, Otlp.Export("deep", span), cancellationToken: Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_span_whose_keys_would_unfold_without_bound_is_rejected_alone()
    {
        // One long key around many short ones: each leaf would repeat it.
        var leaves = string.Join(',', Enumerable.Range(0, 4000).Select(static i => $"\"{i}\":1"));
        var metadata = $$"""{"{{new string('k', 60_000)}}":{ {{leaves}} } }""";

        using var answer = await Otlp.PostAsync(
            _http, Otlp.Export("unfold", Otlp.Span("huge", attributes: ("metadata", metadata)), Otlp.Span("small")), cancellationToken: Token);
        var partial = ExportTraceResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(Token)).PartialSuccess;

        Assert.Equal(1, partial.RejectedSpans);
        Assert.Contains("small", await _http.GetStringAsync("/v1/projects/unfold/spans", Token), StringComparison.Ordinal);
    }

    private static byte[] Compress(byte[] body, string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding == "gzip" ? new GZipStream(compressed, CompressionLevel.Optimal) : new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            stream.Write(body);
        }

        return compressed.ToArray();
    }
}
