using SupportDashboard.Agent;
using SupportDashboard.Components.Chat;

namespace SupportDashboard.Tests.Components.Chat;

public sealed class LiveTurnTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 13, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Finished_paragraphs_settle_and_only_the_last_one_grows()
    {
        var turn = new LiveTurn(1, "Hi");

        turn.Apply(new TextDelta("One "));
        turn.Apply(new TextDelta("paragraph.\n"));
        turn.Apply(new TextDelta("\nAnother "));
        turn.Apply(new TextDelta("begins"));

        Assert.Equal(["One paragraph."], turn.Settled);
        Assert.Equal("Another begins", turn.Tail);
    }

    [Fact]
    public void Several_paragraphs_in_one_piece_lose_nothing()
    {
        var turn = new LiveTurn(1, "Hi");

        turn.Apply(new TextDelta("\n\nOne\n\nTwo\n\nThree"));

        Assert.Equal("\n\nOne\n\nTwo\n\nThree", string.Join("\n\n", [.. turn.Settled, turn.Tail]));
        Assert.Equal("Three", turn.Tail);
    }

    [Fact]
    public void The_answer_of_record_replaces_the_pieces()
    {
        var turn = new LiveTurn(1, "Hi");

        turn.Apply(new TextDelta("half an ans"));
        turn.Apply(new TurnCompleted("The whole answer.", "trace", "root", 10, 5, TimeSpan.FromSeconds(1), Flushed: false));

        Assert.Equal(["The whole answer."], turn.Settled);
        Assert.Equal("", turn.Tail);
        Assert.Equal((LiveTurnState.Completed, "root", false), (turn.State, turn.RootSpanId, turn.Flushed));
        Assert.False(turn.IsRunning);
    }

    [Fact]
    public void Steps_stand_under_their_parents_and_finish()
    {
        var turn = new LiveTurn(1, "Hi");

        turn.Apply(new StepStarted("root", null, "support-agent", "AGENT", At));
        turn.Apply(new StepStarted("tool", "root", "lookup", "TOOL", At));
        turn.Apply(new StepStarted("inner", "tool", "call", "LLM", At));
        turn.Apply(new StepStarted("stray", "elsewhere", "call", "LLM", At));
        turn.Apply(new StepFinished("tool", TimeSpan.FromMilliseconds(84), Failed: true, "not found"));
        turn.Apply(new StepFinished("unheard-of", TimeSpan.Zero, Failed: false, null));

        Assert.Equal([0, 1, 2, 0], turn.Steps.Select(static step => step.Depth));
        Assert.Equal((TimeSpan.FromMilliseconds(84), true, "not found"), (turn.Steps[1].Duration, turn.Steps[1].Failed, turn.Steps[1].Summary));
        Assert.Null(turn.Steps[0].Duration);
    }

    [Fact]
    public void A_failed_turn_keeps_its_reason_and_what_was_said()
    {
        var turn = new LiveTurn(1, "Hi");

        turn.Apply(new TextDelta("Let me"));
        turn.Apply(new TurnFailed("The model does not answer.", CanRetry: true, "trace", ""));

        Assert.Equal((LiveTurnState.Failed, "The model does not answer.", true), (turn.State, turn.Error, turn.CanRetry));
        Assert.Null(turn.RootSpanId);
        Assert.Equal("Let me", turn.Tail);
    }

    [Fact]
    public void A_stopped_turn_keeps_what_was_said()
    {
        var turn = new LiveTurn(1, "Hi");

        turn.Apply(new TextDelta("Let me"));
        turn.Apply(new TurnStopped("Let me", "trace", "root", Flushed: true));

        Assert.Equal((LiveTurnState.Stopped, "root", "Let me"), (turn.State, turn.RootSpanId, turn.Tail));
    }

    [Fact]
    public void What_the_agent_found_out_is_kept_for_the_trace()
    {
        var turn = new LiveTurn(1, "Hi");

        turn.Apply(new TurnStarted("trace", 7));
        turn.Apply(new Classified("order_status", "high", "An order id."));
        turn.Apply(new ToolStarted("call", "lookupOrderStatus", "{\"orderId\":\"ORD-1\"}"));
        turn.Apply(new ToolFinished("call", "shipped", Failed: false, TimeSpan.Zero));
        turn.Apply(new DocumentsRetrieved([new RetrievedDocument("d", "text", 0.5)]));

        Assert.Equal((7, "order_status", "lookupOrderStatus({\"orderId\":\"ORD-1\"})", "shipped", 1), (turn.Number, turn.Classification?.Category, turn.ToolCall, turn.ToolResult, turn.Documents.Count));
    }

    [Theory]
    [InlineData(TurnOutcome.Completed, LiveTurnState.Completed)]
    [InlineData(TurnOutcome.Stopped, LiveTurnState.Stopped)]
    [InlineData(TurnOutcome.Failed, LiveTurnState.Failed)]
    public void A_turn_from_before_is_restored_as_it_ended(TurnOutcome outcome, LiveTurnState state)
    {
        var question = new ConversationMessage(ConversationRole.Customer, "Hi", 3, At, "trace", "root", outcome);
        var answer = new ConversationMessage(ConversationRole.Agent, "Hello", 3, At, "trace", "root", outcome, outcome == TurnOutcome.Failed ? "It failed." : null);

        var turn = LiveTurn.Restored(question, answer);

        Assert.Equal((3, "Hi", state, "root"), (turn.Number, turn.UserText, turn.State, turn.RootSpanId));
        Assert.Equal(["Hello"], turn.Settled);
        Assert.Equal(answer.Error, turn.Error);
    }
}
