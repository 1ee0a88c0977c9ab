using System.Threading.Channels;

namespace SupportDashboard.Evaluations;

/// <summary>Wakes one waiting loop. Set several times while nobody waits, it wakes once.</summary>
internal sealed class Signal(TimeProvider clock)
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Wakes the loop, now or when it waits next.</summary>
    public void Set() => _channel.Writer.TryWrite(true);

    /// <summary>Returns when the signal was set, or after the time.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _channel.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }
}
