using System.Net;
using System.Text;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector;
using StatusCode = Grpc.Core.StatusCode;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>Bodies of the allowed size that would become many times as much memory.</summary>
public sealed class UnfoldingTests : IAsyncLifetime
{
    private const int MaxBody = 64 * 1024 * 1024;
    private const int Slack = 64 * 1024;
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

    [Fact]
    public async Task Sixty_four_megabytes_of_empty_messages_are_413_over_HTTP_and_final_over_gRPC()
    {
        var body = Wire.Repeat(MaxBody, 0x0a, 0);
        using var grpc = new GrpcSender(_phoenix.Server.GrpcAddress!);

        using var answer = await Otlp.PostAsync(_http, body, cancellationToken: Token);
        var (code, message, retry) = await grpc.FailAsync(body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("too many values", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal((StatusCode.ResourceExhausted, null), (code, retry));
        Assert.Contains("too many values", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/traces", "[]")]
    [InlineData("/v1/traces", "{}")]
    [InlineData("/v1/session_annotations", "[]")]
    [InlineData("/v1/projects/p/spans", "{}")]
    public async Task So_is_JSON_of_empty_values(string path, string item)
    {
        var text = new StringBuilder("{\"resourceSpans\":[").Insert(1, "\"data\":[],").Append(item);
        while (text.Length < 20_000_000)
        {
            text.Append(',').Append(item);
        }

        using var content = new StringContent(text.Append("]}").ToString(), Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue(Json));
        using var answer = await _http.PostAsync(path, content, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public void To_refuse_a_body_allocates_next_to_nothing()
    {
        var options = new LocalPhoenixOptions();
        using var share = new ByteBudget(options.MaxPendingBytes, options.MaxPendingBytesPerClient).Open(null);
        var body = Wire.Repeat(MaxBody, 0x0a, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Assert.Throws<ApiException>(() => Unfolding.Take(share, ExportFormat.Protobuf.Measure(body), options));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
        Assert.Equal((413, 0), (refusal.Status, share.Held));
    }

    /// <summary>The estimate is what everything rests on: nothing may take much more than it says.</summary>
    [Theory]
    [MemberData(nameof(Worst))]
    public void Nothing_takes_more_memory_than_is_estimated(string what)
    {
        var body = Wire.Worst[what](200_000);
        var estimate = ExportFormat.Protobuf.Measure(body);
        Decode(Wire.Worst[what](100));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Decode(body);

        // What is allocated and let go on the way counts here too: half of it is never there at the same time. Code that is not optimized yet allocates a little more.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < (2.25 * estimate) + Slack, $"{what}: {allocated:N0} allocated, {estimate:N0} estimated for {body.Length:N0}");
    }

    public static TheoryData<string> Worst => [.. Wire.Worst.Keys];

    [Fact]
    public async Task Ten_million_empty_events_are_413()
    {
        using var answer = await Otlp.PostAsync(_http, Wire.Worst["events"](20_000_000), cancellationToken: Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_value_in_a_million_pieces_is_400_at_once()
    {
        // Each piece is joined to the list so far by copying that.
        var attribute = Wire.Field(2, Wire.Repeat(8_000_000, 0x2a, 2, 0x0a, 0));
        var body = Wire.Field(1, Wire.Field(1, Wire.Field(1, attribute)));

        using var answer = await Otlp.PostAsync(_http, body, cancellationToken: Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("twice", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_comes_after_its_value_hides_nothing()
    {
        var json = Wire.Field(2, Wire.Field(1, Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("[]", 10_000)) + "]")));
        var key = Wire.Field(1, "metadata"u8.ToArray());

        Assert.True(Weigh([.. json, .. key]) >= Weigh([.. key, .. json]));
        Assert.True(Weigh([.. key, .. json]) > Weigh([.. Wire.Field(1, "plain-it"u8.ToArray()), .. json]));

        static long Weigh(byte[] attribute) => ExportFormat.Protobuf.Measure(Wire.Field(1, Wire.Field(1, Wire.Field(1, attribute))));
    }

    [Fact]
    public async Task Spans_with_many_short_attributes_fit_when_they_fill_half_of_what_a_body_may_have()
    {
        var span = Otlp.Span(attributes: [.. Enumerable.Range(0, 40).Select(static i => ($"llm.short.attribute.{i}", (object)$"a value like many {i}"))]);
        var one = Wire.Field(2, Google.Protobuf.MessageExtensions.ToByteArray(span));
        var estimate = ExportFormat.Protobuf.Measure(Wire.Field(1, Wire.Field(2, one)));

        using var answer = await Otlp.PostAsync(_http, Wire.Field(1, Wire.Field(2, one)), cancellationToken: Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(estimate < 10.0 * one.Length, $"{estimate} for {one.Length}");
    }

    private static void Decode(byte[] body) => ExportReader.Read(ExportFormat.Protobuf.Parse(body), body.Length, null);
}
