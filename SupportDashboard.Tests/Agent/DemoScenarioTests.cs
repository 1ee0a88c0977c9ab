using SupportDashboard.Agent;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Agent;

/// <summary>The demo conversations, answered by the embedded model behind the real client.</summary>
public sealed class DemoScenarioTests
{
    [Fact]
    public async Task An_order_named_once_is_remembered_and_each_question_is_answered_specifically()
    {
        var answers = await PlayAsync("Order Inquiry - Successful Resolution");

        Assert.Equal(
            [
                "Good news: order ORD-12345 has been shipped with FedEx and is expected to arrive on December 11, 2025. The tracking number is 1234567890.",
                "Order ORD-12345 is expected to arrive on December 11, 2025. It is on its way with FedEx.",
                "The tracking number of order ORD-12345 is 1234567890. The carrier is FedEx.",
            ],
            answers);
    }

    [Fact]
    public async Task Help_questions_are_answered_from_the_articles()
    {
        var answers = await PlayAsync("FAQ Conversation");

        Assert.Contains("Settings > Security > Reset Password", answers[0], StringComparison.Ordinal);
        Assert.Contains("within 30 days", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_another_topic_the_order_is_still_known_and_a_pending_carrier_is_said_to_be_unassigned()
    {
        var answers = await PlayAsync("Mixed Conversation - Context Test");

        Assert.Contains("ORD-67890 is currently processing", answers[0], StringComparison.Ordinal);
        Assert.Contains("Cancel Subscription", answers[1], StringComparison.Ordinal);
        Assert.Equal("Order ORD-67890 has no carrier assigned yet, because it is still processing. It is expected to arrive on December 15, 2025.", answers[2]);
    }

    [Fact]
    public async Task Hard_questions_are_answered_honestly()
    {
        var answers = await PlayAsync("Hard questions");

        Assert.Contains("couldn't find order ORD-99999", answers[0], StringComparison.Ordinal);
        Assert.All(answers.Skip(1), static answer => Assert.Contains("I don't have information about that", answer, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> PlayAsync(string name)
    {
        await using var bench = await AgentBench.WithLocalModelAsync();
        var conversation = AgentBench.NewConversation();
        var answers = new List<string>();
        foreach (var message in new DemoScenarios().All.Single(scenario => scenario.Name == name).Messages)
        {
            var completed = Assert.IsType<TurnCompleted>((await bench.RunAsync(conversation, message))[^1]);
            answers.Add(completed.Answer);
        }

        return answers;
    }
}
