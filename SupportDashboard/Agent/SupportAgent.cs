using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace SupportDashboard.Agent;

/// <summary>The agent that customers talk to: runs a turn, tells what happens while it happens, and leaves one trace per turn.</summary>
public sealed class SupportAgent
{
    private readonly TurnRunner _runner;
    private readonly int _maxTurns;
    private int _running;

    internal SupportAgent(TurnRunner runner, IOptions<AgentOptions> options) => (_runner, _maxTurns) = (runner, options.Value.MaxConcurrentTurns);

    /// <summary>
    /// Runs one turn. Cancelling the token, or leaving the enumeration early, stops it; a stopped turn is kept with what had been said. Expected failures
    /// are events, not exceptions, and so is cancellation: the enumeration then ends with <see cref="TurnStopped"/>.
    /// </summary>
    public async IAsyncEnumerable<AgentEvent> RunTurnAsync(Conversation conversation, string message, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Refuse(conversation, message) is { } refusal)
        {
            yield return refusal;
            yield break;
        }

        if (!TryBegin(conversation, out var number, out var busy))
        {
            yield return busy;
            yield break;
        }

        // Unbounded because it is bounded elsewhere: an answer has a longest length, and nothing else repeats.
        var events = Channel.CreateUnbounded<AgentEvent>(new() { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var turn = RunAsync(conversation, number, message, events.Writer, stop.Token);
        try
        {
            await foreach (var happened in events.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return happened;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await turn;
        }
    }

    private static TurnFailed NotBegun(string reason, bool canRetry) => new(reason, canRetry, string.Empty, string.Empty);

    private static TurnFailed? Refuse(Conversation conversation, string message)
    {
        if (MessageRules.Check(message) is { } problem)
        {
            return NotBegun(problem, canRetry: false);
        }

        return conversation.TurnCount >= Conversation.MaxTurns
            ? NotBegun($"This conversation has reached {Conversation.MaxTurns} turns. Start a new one.", canRetry: false)
            : null;
    }

    private bool TryBegin(Conversation conversation, out int number, out TurnFailed busy)
    {
        busy = NotBegun("The agent is still answering in this conversation.", canRetry: true);
        number = 0;
        if (Interlocked.Increment(ref _running) > _maxTurns)
        {
            busy = NotBegun("Too many conversations are being answered right now. Try again in a moment.", canRetry: true);
        }
        else if (conversation.TryBeginTurn() is { } begun)
        {
            number = begun;
            return true;
        }

        Interlocked.Decrement(ref _running);
        return false;
    }

    private async Task RunAsync(Conversation conversation, int number, string message, ChannelWriter<AgentEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await _runner.RunAsync(conversation, number, message, events, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            events.Complete();
        }
    }
}
