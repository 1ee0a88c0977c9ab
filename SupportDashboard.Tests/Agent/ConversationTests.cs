using Microsoft.Extensions.Options;
using SupportDashboard.Agent;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Agent;

public sealed class ConversationTests
{
    [Fact]
    public void The_order_mentioned_last_is_remembered_until_another_one_is_named()
    {
        var conversation = AgentBench.NewConversation();

        Say(conversation, "Check ORD-12345", "Shipped.");
        Say(conversation, "Thanks", "It looks like ORD-99999, as an example.");
        Assert.Equal("ORD-12345", conversation.LastOrderId);

        Say(conversation, "And ORD-67890?", "Processing.");
        Assert.Equal("ORD-67890", conversation.LastOrderId);
    }

    [Fact]
    public void Memory_takes_the_newest_messages_that_fit_and_leaves_failed_turns_out()
    {
        var conversation = AgentBench.NewConversation();
        Say(conversation, "one", "first answer");
        Say(conversation, "lost", "half an ans", TurnOutcome.Failed);
        Say(conversation, "two", "");
        Say(conversation, "three", "third");

        Assert.Equal(["two", "three", "third"], TurnMemory.Recall(conversation.Messages, 15).Select(static said => said.Text));
        Assert.Equal(["one", "first answer", "two", "three", "third"], TurnMemory.Recall(conversation.Messages, 1000).Select(static said => said.Text));
        Assert.Empty(TurnMemory.Recall(conversation.Messages, 0));
    }

    [Fact]
    public async Task A_conversation_ends_at_its_limit_of_turns()
    {
        await using var bench = await AgentBench.WithLocalModelAsync();
        var conversation = AgentBench.NewConversation();
        for (var turn = 0; turn < Conversation.MaxTurns; turn++)
        {
            Say(conversation, "again", "and again");
        }

        var refused = Assert.IsType<TurnFailed>(Assert.Single(await bench.RunAsync(conversation, "One more")));

        Assert.Equal("This conversation has reached 200 turns. Start a new one.", refused.Reason);
    }

    [Fact]
    public void A_transcript_becomes_the_conversation_it_was()
    {
        var conversation = ConversationHistory.Restore(new Transcript("support-bot", "session-1",
        [
            Turn(1, "Where is my order?", "Which one?"),
            Turn(2, "The usual one", "Shipped.") with { Spans = [Span("AGENT", null), Span("TOOL", "AGENT") with { ToolArguments = """{"orderId":"ORD-11111"}""", Failed = true }], Error = "Order not found" },
            Turn(3, "And then?", null) with { Spans = [Span("AGENT", null) with { Failed = true }], Error = "The model did not answer in time." },
        ]));

        Assert.Equal(("session-1", 3, "ORD-11111"), (conversation.SessionId, conversation.TurnCount, conversation.LastOrderId));
        Assert.Equal(["Where is my order?", "Which one?", "The usual one", "Shipped.", "And then?", ""], conversation.Messages.Select(static said => said.Text));
        Assert.Equal([TurnOutcome.Completed, TurnOutcome.Completed, TurnOutcome.Failed], conversation.Messages.Where(static said => said.Role == ConversationRole.Agent).Select(static said => said.Outcome));
        Assert.Equal("The model did not answer in time.", conversation.Messages[^1].Error);
        Assert.Equal("root-3", conversation.Messages[^1].RootSpanId);
    }

    [Fact]
    public void The_least_recently_used_conversation_leaves_first_and_a_busy_one_stays()
    {
        var store = new ConversationStore(null!, Options.Create(new AgentOptions { MaxConversations = 2 }));
        var busy = store.Create();
        busy.TryBeginTurn();
        var used = store.Create();

        var newest = store.Create();

        Assert.Same(busy, store.InMemory(busy.SessionId));
        Assert.Same(newest, store.InMemory(newest.SessionId));
        Assert.Null(store.InMemory(used.SessionId));
    }

    private static TranscriptTurn Turn(int number, string user, string? agent) =>
        new() { Number = number, TraceId = $"trace-{number}", RootSpanId = $"root-{number}", UserText = user, AgentText = agent };

    private static TurnSpan Span(string kind, string? parent) => new() { SpanId = kind, ParentId = parent, Name = kind, Kind = kind };

    private static void Say(Conversation conversation, string question, string answer, TurnOutcome outcome = TurnOutcome.Completed)
    {
        var turn = conversation.TryBeginTurn()!.Value;
        conversation.EndTurn(
            new(ConversationRole.Customer, question, turn, default, null, null, outcome), new(ConversationRole.Agent, answer, turn, default, null, null, outcome), null);
    }
}
