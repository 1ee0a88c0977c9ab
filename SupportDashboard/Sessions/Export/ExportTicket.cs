using SupportDashboard.Hosting;

namespace SupportDashboard.Sessions.Export;

/// <summary>
/// One export as the page sees it: the browser fetches the file by itself, so the ticket in its address is how the page learns how far it is
/// and how it stops it. Safe from any thread.
/// </summary>
public sealed class ExportTicket : IDisposable
{
    private const int RowsPerNotice = 500;

    private readonly CancellationTokenSource _cancelled = new();
    private readonly Subscribers _subscribers = new();
    private long _rows;
    private int _state;
    private int _total;

    /// <summary>Stands in the file's address.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    public ExportState State => (ExportState)Volatile.Read(ref _state);

    /// <summary>Sessions written so far.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>How many there were when it began.</summary>
    public int Total => Volatile.Read(ref _total);

    /// <summary>Cancelled when somebody stops the export.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Calls back while it goes on, until the token is disposed.</summary>
    public IDisposable Subscribe(Action changed) => _subscribers.Subscribe(changed);

    /// <summary>Stops the export; the browser's file then ends as a failed download.</summary>
    public void Cancel()
    {
        if (State is ExportState.Ready or ExportState.Running)
        {
            _cancelled.Cancel();
        }
    }

    public void Dispose() => _cancelled.Dispose();

    /// <summary>True for the first who begins; a ticket is good for one file.</summary>
    internal bool TryBegin(int total)
    {
        if (Interlocked.CompareExchange(ref _state, (int)ExportState.Running, (int)ExportState.Ready) != (int)ExportState.Ready)
        {
            return false;
        }

        Volatile.Write(ref _total, total);
        _subscribers.Publish();
        return true;
    }

    internal void Wrote()
    {
        if (Interlocked.Increment(ref _rows) % RowsPerNotice == 0)
        {
            _subscribers.Publish();
        }
    }

    internal void End(ExportState state)
    {
        Volatile.Write(ref _state, (int)state);
        _subscribers.Publish();
    }
}
