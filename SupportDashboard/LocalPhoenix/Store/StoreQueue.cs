namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>
/// What waits for the writer, in two lines: pieces that write few rows and pieces that write many. The lines take turns, so
/// that a turn of a conversation does not wait behind all the large batches, and no large batch waits for ever.
/// </summary>
internal sealed class StoreQueue
{
    private readonly object _gate = new();
    private readonly Queue<StoreWork> _small = [];
    private readonly Queue<StoreWork> _large = [];
    private bool _isClosed;
    private bool _isLargeNext;

    /// <summary><see langword="false"/> when the queue is closed.</summary>
    public bool TryAdd(StoreWork work)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            (work.IsLarge ? _large : _small).Enqueue(work);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Waits for the next piece; <see langword="null"/> when the queue is closed and empty.</summary>
    public StoreWork? Take()
    {
        lock (_gate)
        {
            while (_small.Count + _large.Count == 0)
            {
                if (_isClosed)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }

            var fromLarge = _large.Count > 0 && (_isLargeNext || _small.Count == 0);
            _isLargeNext = !fromLarge;
            return (fromLarge ? _large : _small).Dequeue();
        }
    }

    /// <summary>A small piece that waits already.</summary>
    public StoreWork? TryTakeSmall()
    {
        lock (_gate)
        {
            return _small.TryDequeue(out var work) ? work : null;
        }
    }

    /// <summary>Nothing is added any more; what waits can still be taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
