using SupportDashboard.Agent;
using SupportDashboard.Hosting;

namespace SupportDashboard.Components.Chat;

/// <summary>
/// A conversation as one browser tab shows it. It outlives the page, so that a turn goes on while a person looks elsewhere,
/// and ends with the tab. All members are used on the circuit's thread.
/// </summary>
public sealed class LiveConversation(Conversation conversation, SupportAgent agent) : IDisposable
{
    private readonly Subscribers _subscribers = new();
    private readonly List<LiveTurn> _turns = [.. Restore(conversation.Messages)];
    private CancellationTokenSource? _running;
    private bool _typing;

    public string SessionId => conversation.SessionId;

    public IReadOnlyList<LiveTurn> Turns => _turns;

    /// <summary>A turn runs, or a demo types one: nothing else can be sent meanwhile.</summary>
    public bool IsRunning => _running is not null || _typing;

    /// <summary>Calls back when something changed on screen, until the token is disposed.</summary>
    public IDisposable Subscribe(Action callback) => _subscribers.Subscribe(callback);

    /// <summary>Runs one turn to its end. Does nothing while another one runs.</summary>
    public Task SendAsync(string message, CancellationToken cancellationToken) => RunAsync(new LiveTurn(_turns.Count + 1, message), cancellationToken);

    /// <summary>Runs a turn whose message is typed on screen first, a few characters at a time.</summary>
    public async Task TypeAndSendAsync(string message, TimeSpan keystroke, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (IsRunning)
        {
            return;
        }

        var turn = LiveTurn.Typed(_turns.Count + 1);
        _typing = true;
        _turns.Add(turn);
        try
        {
            for (var length = 1; length <= message.Length && keystroke > TimeSpan.Zero; length += 2)
            {
                turn.Type(message[..length]);
                _subscribers.Publish();
                await Task.Delay(keystroke, clock, cancellationToken);
            }
        }
        finally
        {
            // Typed to its end it is sent; stopped half-way it was never said.
            _typing = false;
            _turns.Remove(turn);
            _subscribers.Publish();
        }

        turn.Type(message);
        turn.BeginRunning();
        await RunAsync(turn, cancellationToken);
    }

    /// <summary>Asks again what failed; the failed turn leaves the screen, its trace stays.</summary>
    public Task RetryAsync(LiveTurn failed, CancellationToken cancellationToken)
    {
        if (IsRunning || failed.State != LiveTurnState.Failed)
        {
            return Task.CompletedTask;
        }

        _turns.Remove(failed);
        return SendAsync(failed.UserText, cancellationToken);
    }

    /// <summary>Ends the running turn; what was said until then stays.</summary>
    public void Stop() => _running?.Cancel();

    public void Dispose() => Stop();

    private async Task RunAsync(LiveTurn turn, CancellationToken cancellationToken)
    {
        if (IsRunning)
        {
            return;
        }

        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running = running;
        _turns.Add(turn);
        _subscribers.Publish();
        try
        {
            await foreach (var happened in agent.RunTurnAsync(conversation, turn.UserText, running.Token))
            {
                turn.Apply(happened);
                _subscribers.Publish();
            }
        }
        finally
        {
            _running = null;
            _subscribers.Publish();
        }
    }

    private static IEnumerable<LiveTurn> Restore(IReadOnlyList<ConversationMessage> messages)
    {
        foreach (var turn in messages.GroupBy(m => m.Turn).OrderBy(g => g.Key))
        {
            if (turn.FirstOrDefault(m => m.Role == ConversationRole.Customer) is { } question)
            {
                yield return LiveTurn.Restored(question, turn.FirstOrDefault(m => m.Role == ConversationRole.Agent));
            }
        }
    }
}
