namespace SupportDashboard.Evaluations;

/// <summary>What ends work on one run: taking new items ends with a pause, calls that are under way only when the run is cancelled or the application stops.</summary>
internal sealed class RunTokens : IDisposable
{
    private readonly CancellationTokenSource _calling = new();
    private CancellationTokenSource _taking = new();
    private readonly Lock _gate = new();
    private string? _chain;
    private int _jobs;

    /// <summary>Ends calls that are under way.</summary>
    public CancellationToken Calling => _calling.Token;

    /// <summary>Ends taking new items, and waiting with those that were taken.</summary>
    public CancellationToken Taking => _taking.Token;

    /// <summary>Whether a job of this process works on the run.</summary>
    public bool IsWorking => Volatile.Read(ref _jobs) > 0;

    /// <summary>A job begins to work on the run; false when this process does so already for another chain of jobs, and one is enough.</summary>
    public bool Enter(string chain)
    {
        lock (_gate)
        {
            if (_jobs > 0 && _chain != chain)
            {
                return false;
            }

            (_chain, _jobs) = (chain, _jobs + 1);
            return true;
        }
    }

    /// <summary>A job has ended; true when it was the last.</summary>
    public bool Leave()
    {
        lock (_gate)
        {
            return --_jobs == 0;
        }
    }

    /// <summary>Nothing new is taken until <see cref="Resume"/>.</summary>
    public void Pause() => _taking.Cancel();

    /// <summary>Ends everything.</summary>
    public void Stop()
    {
        _taking.Cancel();
        _calling.Cancel();
    }

    /// <summary>Work may be taken again.</summary>
    public void Resume()
    {
        if (_taking.IsCancellationRequested && !_calling.IsCancellationRequested)
        {
            // Not disposed: who holds the old token still asks it.
            _taking = new CancellationTokenSource();
        }
    }

    public void Dispose()
    {
        _calling.Dispose();
        _taking.Dispose();
    }
}
