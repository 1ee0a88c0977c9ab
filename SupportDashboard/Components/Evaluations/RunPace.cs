using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Evaluations;

/// <summary>How fast a run goes lately, and how long it will take at that pace. A pause begins it anew.</summary>
internal sealed class RunPace(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    private readonly Queue<(DateTimeOffset At, int Ended)> _samples = new();
    private int _left;

    /// <summary>Items a minute; null while too little is known.</summary>
    public double? PerMinute { get; private set; }

    /// <summary>How long the rest will take; null while too little is known.</summary>
    public TimeSpan? Left => PerMinute is > 0 and var pace && _left / pace < TimeSpan.FromDays(365).TotalMinutes ? TimeSpan.FromMinutes(_left / pace) : null;

    /// <summary>Takes in how far the run is now.</summary>
    public void Add(EvaluationRun run)
    {
        _left = run.Pending + run.Judging;
        if (run.State != EvaluationRunState.Running)
        {
            _samples.Clear();
            PerMinute = null;
            return;
        }

        var now = clock.GetUtcNow();
        _samples.Enqueue((now, run.Total - _left));
        while (_samples.Count > 2 && now - _samples.Peek().At > Window)
        {
            _samples.Dequeue();
        }

        // Before the page has watched long enough, the run's whole time tells.
        var first = _samples.Peek();
        var (since, ended) = now - first.At >= Least ? first : (run.CreatedAt, 0);
        PerMinute = now - since >= Least && run.Total - _left > ended ? (run.Total - _left - ended) / (now - since).TotalMinutes : PerMinute;
    }
}
