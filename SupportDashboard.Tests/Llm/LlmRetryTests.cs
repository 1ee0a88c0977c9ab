using SupportDashboard.Llm;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Llm;

public sealed class LlmRetryTests
{
    [Fact]
    public async Task A_transient_fault_before_the_first_byte_is_tried_again_without_waiting_as_long_as_the_server_asks()
    {
        await using var model = await ScriptedModel.StartAsync(
            context =>
            {
                context.Response.Headers.RetryAfter = "60";
                return ScriptedModel.Fails(503)(context);
            },
            ScriptedModel.Fails(429, "rate_limit_exceeded"),
            ScriptedModel.Completes("Here I am."));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint, ("Llm:MaxRetries", "2"), ("Llm:MaxRetryDelay", "00:00:00.01"));

        var answer = await bench.Clients.Chat.CompleteChatAsync("Hi");

        Assert.Equal("Here I am.", answer.Value.Content[0].Text);
        Assert.Equal(3, model.ChatCalls.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(400)]
    public async Task What_will_not_change_is_asked_once(int status)
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.Fails(status));

        Assert.Equal(1, await CallsUntilFailureAsync(model));
    }

    [Fact]
    public async Task An_account_without_credit_is_asked_once()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.Fails(429, "insufficient_quota"));

        Assert.Equal(1, await CallsUntilFailureAsync(model));
    }

    [Fact]
    public async Task A_silent_server_is_asked_once()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.HangsAfter());

        Assert.Equal(1, await CallsUntilFailureAsync(model));
    }

    [Fact]
    public async Task An_answer_that_has_begun_is_not_asked_for_again()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.CutsTheLineAfter("Once "));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint, ("Llm:MaxRetries", "2"), ("Llm:MaxRetryDelay", "00:00:00.01"));
        var pieces = new List<string>();

        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await foreach (var update in bench.Clients.Chat.CompleteChatStreamingAsync("Hi"))
            {
                pieces.AddRange(update.ContentUpdate.Select(static part => part.Text));
            }
        });

        Assert.Equal(["Once "], pieces);
        Assert.Single(model.ChatCalls);
    }

    private static async Task<int> CallsUntilFailureAsync(ScriptedModel model)
    {
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint, ("Llm:MaxRetries", "2"), ("Llm:MaxRetryDelay", "00:00:00.01"), ("Llm:Timeout", "00:00:01"));
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => bench.Clients.Chat.CompleteChatAsync("Hi"));
        Assert.True(LlmErrors.IsFailure(failure, CancellationToken.None));
        return model.ChatCalls.Count;
    }
}
