using System.Net;
using System.Text;
using System.Text.Json;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.LocalPhoenix.Collector.Rpc;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>Errors of exports are OTLP's <c>Status</c> message in the encoding of the request; where no encoding is known they are Phoenix's text.</summary>
public sealed class ExportErrorTests : IAsyncLifetime
{
    private readonly TestPhoenix _phoenix = new(static options => options.MaxBodyBytes = 64 * 1024);
    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _http = await _phoenix.ConnectAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _phoenix.DisposeAsync();
    }

    [Theory]
    [InlineData(400, null, 2)]
    [InlineData(400, "gzip", 2)]
    [InlineData(413, null, 70_000)]
    [InlineData(415, "zstd", 2)]
    public async Task A_protobuf_request_gets_a_protobuf_message(int status, string? encoding, int bytes)
    {
        var body = new byte[bytes];
        Array.Fill(body, (byte)0xff);

        using var answer = await Otlp.PostAsync(_http, body, encoding, cancellationToken: Token);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/x-protobuf", answer.Content.Headers.ContentType?.ToString());
        Assert.NotEmpty(Status.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(Token)).Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"resourceSpans":7}""")]
    public async Task A_JSON_request_gets_JSON(string body)
    {
        using var answer = await Otlp.PostAsync(_http, Encoding.UTF8.GetBytes(body), type: "application/json", cancellationToken: Token);
        using var status = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("Request body is invalid", status.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_of_neither_gets_text()
    {
        using var answer = await Otlp.PostAsync(_http, [], type: "text/csv", cancellationToken: Token);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "text/plain"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_missing_key_is_told_the_same_way()
    {
        await using var guarded = new TestPhoenix(static options => options.Keys = ApiKeys.Parse("secret"));
        using var http = await guarded.ConnectAsync(Token);

        using var answer = await Otlp.PostAsync(http, Otlp.Export("p", Otlp.Span()), cancellationToken: Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Invalid token", Status.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(Token)).Message);
    }
}
