using System.Net.Sockets;
using System.Text.Json;
using SupportDashboard.Llm;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Llm;

public sealed class LlmErrorsTests
{
    [Theory]
    [InlineData(401, "invalid_api_key", LlmFailure.Unauthorized)]
    [InlineData(403, null, LlmFailure.Unauthorized)]
    [InlineData(402, null, LlmFailure.QuotaExceeded)]
    [InlineData(429, "insufficient_quota", LlmFailure.QuotaExceeded)]
    [InlineData(429, "rate_limit_exceeded", LlmFailure.RateLimited)]
    [InlineData(404, "model_not_found", LlmFailure.ModelMissing)]
    [InlineData(400, "context_length_exceeded", LlmFailure.TooLong)]
    [InlineData(413, null, LlmFailure.TooLong)]
    [InlineData(400, "content_filter", LlmFailure.Filtered)]
    [InlineData(400, "unknown_parameter", LlmFailure.Unexpected)]
    [InlineData(500, null, LlmFailure.Unexpected)]
    [InlineData(504, null, LlmFailure.Timeout)]
    public async Task A_status_becomes_a_kind_and_a_sentence_without_the_servers_words(int status, string? code, LlmFailure kind)
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.Fails(status, code));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint);
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => bench.Clients.Chat.CompleteChatAsync("Hi"));

        var failure = LlmErrors.Translate(thrown);

        Assert.Equal(kind, failure.Kind);
        Assert.Equal($"HTTP {status} {code ?? "scripted_error"}", failure.Detail);
        Assert.DoesNotContain("Bearer", failure.Message + failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_translated_by_its_status()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.Writes(502, "text/html", "<h1>Bad gateway</h1>"));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint);
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => bench.Clients.Chat.CompleteChatAsync("Hi"));

        Assert.Equal("HTTP 502", LlmErrors.Translate(thrown).Detail);
    }

    [Fact]
    public void Other_exceptions_are_translated_by_their_type()
    {
        Assert.Equal(LlmFailure.Timeout, LlmErrors.Translate(new TaskCanceledException()).Kind);
        Assert.Equal(LlmFailure.Unreachable, LlmErrors.Translate(new SocketException()).Kind);
        Assert.Equal(LlmFailure.Unreachable, LlmErrors.Translate(new AggregateException(new HttpRequestException("first"), new HttpRequestException("last"))).Kind);
        Assert.Equal(LlmFailure.Malformed, LlmErrors.Translate(new JsonException()).Kind);
        Assert.Equal(LlmFailure.Unexpected, LlmErrors.Translate(new NotSupportedException()).Kind);
    }

    [Fact]
    public void The_callers_own_cancellation_is_no_failure()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.False(LlmErrors.IsFailure(new TaskCanceledException(), stopped.Token));
        Assert.True(LlmErrors.IsFailure(new TaskCanceledException(), CancellationToken.None));
    }
}
