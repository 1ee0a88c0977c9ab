using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>Decides when the index is compared with Phoenix: at once where something is known to be missing, often what is on screen, slowly all the rest.</summary>
internal sealed class ComparisonSync(Reconciler reconciler, ScreenSessions screen, PhoenixConnection connection, IndexDatabase index, SyncFeeds feeds, SyncOptions options, TimeProvider clock)
{
    private const int MostOpenTurns = 25;

    private static readonly TimeSpan OpenFor = TimeSpan.FromHours(1);

    private readonly Dictionary<string, (long At, TimeSpan Pause)> _steps = new(StringComparer.Ordinal);

    /// <summary>Follows what the look at the newest spans found missing, turns that are not over, and what is on screen.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task FollowAsync(string project, IndexMarks marks, HeadLook look, CancellationToken cancellationToken)
    {
        var changed = look.Missing.Count > 0 && await reconciler.RereadAsync(marks, look.Missing, cancellationToken);
        if (look.Lowered)
        {
            await reconciler.RestartAsync(marks, cancellationToken);
            _steps.Remove(project);
        }

        changed |= await RereadOpenAsync(marks, cancellationToken);
        var shown = screen.TakeUncompared(project, options.ScreenComparison);
        changed |= shown.Count > 0 && await reconciler.CompareSessionsAsync(marks, shown, cancellationToken);
        if (changed)
        {
            feeds.Index.Publish();
        }
    }

    /// <summary>Compares the next window, if its time has come and everything is imported.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task StepAsync(string project, IndexMarks marks, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (marks.Gaps.Count > 0 || (_steps.TryGetValue(project, out var last) && clock.GetElapsedTime(last.At, started) < last.Pause))
        {
            return;
        }

        var (changed, through) = await reconciler.StepAsync(marks, cancellationToken);
        var pause = clock.GetElapsedTime(started) * ((1 / options.ReconcileShare) - 1);
        pause = pause > options.ReconcileInterval ? pause : options.ReconcileInterval;
        _steps[project] = (clock.GetTimestamp(), through && options.ReconcileRest > pause ? options.ReconcileRest : pause);
        if (changed)
        {
            feeds.Index.Publish();
        }

        if (through)
        {
            feeds.Status.Change(project, state => state with { CheckedAt = clock.GetUtcNow() });
        }
    }

    // The embedded Phoenix replaces an incomplete span by a complete one in its place, so nothing new appears at the head. A real one never does.
    private async Task<bool> RereadOpenAsync(IndexMarks marks, CancellationToken cancellationToken)
    {
        if (connection.Mode != PhoenixMode.Embedded)
        {
            return false;
        }

        var since = SpanFacts.Microseconds(clock.GetUtcNow() - OpenFor);
        var open = await index.ReadAsync(reader => TraceWindows.Open(reader, marks.Key, since, MostOpenTurns), cancellationToken);
        return open.Count > 0 && await reconciler.RereadAsync(marks, open, cancellationToken);
    }
}
