using System.Text.Json;
using SupportDashboard.Agent;
using SupportDashboard.LocalModel;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Agent;

/// <summary>What a newcomer sees: the demo conversations as the embedded model answers them, judged by its rules.</summary>
public sealed class DemoVerdictTests
{
    [Theory]
    [InlineData("Order Inquiry - Successful Resolution", "coherent", "resolved")]
    [InlineData("FAQ Conversation", "coherent", "resolved")]
    [InlineData("Mixed Conversation - Context Test", "coherent", "resolved")]
    [InlineData("Hard questions", "coherent", "unresolved")]
    public async Task Each_demo_conversation_gets_the_verdicts_that_a_person_would_give(string name, string coherence, string resolution)
    {
        await using var bench = await AgentBench.WithLocalModelAsync();
        var conversation = AgentBench.NewConversation();
        foreach (var message in new DemoScenarios().All.Single(scenario => scenario.Name == name).Messages)
        {
            Assert.IsType<TurnCompleted>((await bench.RunAsync(conversation, message))[^1]);
        }

        var transcript = string.Join("\n\n", conversation.Messages.Chunk(2).Select(static turn => $"Turn {turn[0].Turn}:\nUser: {turn[0].Text}\nAgent: {turn[1].Text}"));
        Assert.Equal((coherence, resolution), (Judge("conversation_coherence", transcript), Judge("resolution_status", transcript)));
    }

    private static string? Judge(string evaluator, string transcript)
    {
        var answer = ModelRules.Answer(new ModelRequest { Messages = [new ModelMessage("user", $"<transcript-1>\n{transcript}\n</transcript-1>", null)], Tools = [], SchemaName = evaluator });
        using var parsed = JsonDocument.Parse(answer.Text!);
        return parsed.RootElement.GetProperty("label").GetString();
    }
}
