using Microsoft.Extensions.DependencyInjection;
using SupportDashboard.Llm;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Llm;

public sealed class LlmStartupTests
{
    [Fact]
    public async Task With_neither_key_nor_address_the_embedded_model_is_started_and_used_for_everything()
    {
        await using var bench = await AgentBench.WithLocalModelAsync();
        var connection = bench.Services.GetRequiredService<LlmConnection>();

        Assert.True(connection.IsEmbedded);
        Assert.True(connection.Endpoint.IsLoopback);
        Assert.Equal(["local-rules-1", "local-rules-1", "local-rules-1"], new[] { connection.ChatModel, connection.JudgeModel, connection.EmbeddingModel });
        Assert.Equal("Embedded model (rules)", connection.DisplayName);
    }

    [Fact]
    public async Task An_address_without_a_key_is_enough()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.Completes("Hello"));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint, ("OPENAI_API_KEY", ""));
        var connection = bench.Services.GetRequiredService<LlmConnection>();

        var answer = await bench.Clients.Chat.CompleteChatAsync("Hi");

        Assert.False(connection.IsEmbedded);
        Assert.Equal("Hello", answer.Value.Content[0].Text);
        Assert.Equal("gpt-4o-mini at 127.0.0.1", connection.DisplayName);
    }

    [Fact]
    public async Task A_key_without_an_address_means_OpenAI()
    {
        await using var bench = await AgentBench.WithModelAsync(new Uri("http://127.0.0.1:9"), ("OPENAI_BASE_URL", ""), ("Llm:JudgeModel", "gpt-4.1"));
        var connection = bench.Services.GetRequiredService<LlmConnection>();

        Assert.Equal(new Uri("https://api.openai.com/v1"), connection.Endpoint);
        Assert.Equal(("openai", "openai", "gpt-4.1"), (connection.Provider, connection.System, connection.JudgeModel));
        Assert.DoesNotContain(AgentBench.Key, bench.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:11434")]
    [InlineData("ftp://example.com/v1")]
    [InlineData("http://user:secret@example.com/v1")]
    public async Task An_address_that_cannot_be_one_stops_the_start_with_a_sentence(string address)
    {
        var refusal = await Assert.ThrowsAsync<LlmAddressException>(() => AgentBench.WithModelAsync(new Uri("http://127.0.0.1:9"), ("OPENAI_BASE_URL", address)));

        Assert.StartsWith("OPENAI_BASE_URL must be", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }
}
