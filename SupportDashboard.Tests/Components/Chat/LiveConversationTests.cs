using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Agent;
using SupportDashboard.Components.Chat;

namespace SupportDashboard.Tests.Components.Chat;

public sealed class LiveConversationTests : IDisposable
{
    private static readonly TimeSpan Keystroke = TimeSpan.FromMilliseconds(20);

    private readonly FakeTimeProvider _clock = new();

    // No turn is run here, so there is no agent to run it.
    private readonly LiveConversation _conversation = new(new Conversation("s1"), agent: null!);

    public void Dispose() => _conversation.Dispose();

    [Fact]
    public async Task A_message_that_is_stopped_while_it_is_typed_was_never_said()
    {
        using var stop = new CancellationTokenSource();
        var typing = _conversation.TypeAndSendAsync("What's the status of order ORD-12345?", Keystroke, _clock, stop.Token);
        _clock.Advance(Keystroke);
        Assert.Equal(LiveTurnState.Typing, Assert.Single(_conversation.Turns).State);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => typing);
        Assert.Empty(_conversation.Turns);
        Assert.False(_conversation.IsRunning);
    }

    [Fact]
    public async Task While_a_message_is_typed_no_other_one_is_sent()
    {
        using var stop = new CancellationTokenSource();
        var typing = _conversation.TypeAndSendAsync("Where is my order?", Keystroke, _clock, stop.Token);

        await _conversation.SendAsync("How do I reset my password?", TestContext.Current.CancellationToken);

        Assert.True(_conversation.IsRunning);
        Assert.Equal(LiveTurnState.Typing, Assert.Single(_conversation.Turns).State);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => typing);
    }
}
