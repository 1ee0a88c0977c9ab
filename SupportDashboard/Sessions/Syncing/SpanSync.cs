using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>Brings a project's spans into the index: the newest first, then a part of what is still to be imported; says how far it is.</summary>
internal sealed class SpanSync(HeadFollower head, GapFiller gaps, SyncFeeds feeds, SyncOptions options, TimeProvider clock)
{
    private readonly Dictionary<string, (ImportPace Pace, DateTimeOffset? Latest)> _imports = new(StringComparer.Ordinal);

    /// <summary>Folds the newest spans.</summary>
    /// <exception cref="Phoenix.PhoenixException">Phoenix could not be read.</exception>
    public async Task<(IndexMarks Marks, HeadLook Look)> FollowAsync(string project, string phoenixId, CancellationToken cancellationToken)
    {
        var marks = await head.MarksAsync(project, phoenixId, cancellationToken);
        var look = await head.FollowAsync(marks, cancellationToken);
        if (look.Changed)
        {
            feeds.Index.Publish();
        }

        return (await head.MarksAsync(project, phoenixId, cancellationToken), look);
    }

    /// <summary>Imports for a while, if anything is still to be read, and reports.</summary>
    /// <exception cref="Phoenix.PhoenixException">Phoenix could not be read.</exception>
    public async Task<IndexMarks> ImportAsync(string project, IndexMarks marks, CancellationToken cancellationToken)
    {
        if (marks.Gaps.Count == 0)
        {
            Report(project, marks, null);
            return marks;
        }

        var reached = await gaps.FillAsync(marks, cancellationToken);
        feeds.Index.Publish();
        marks = await head.MarksAsync(project, marks.PhoenixId, cancellationToken);
        Report(project, marks, reached);
        return marks;
    }

    private void Report(string project, IndexMarks marks, (DateTimeOffset Latest, DateTimeOffset Earliest)? reached)
    {
        var importing = marks.Gaps.Count > 0;
        double? share = null;
        TimeSpan? left = null;
        if (importing)
        {
            var (pace, latest) = _imports.GetValueOrDefault(project, (new ImportPace(clock), null));
            _imports[project] = (pace, latest ??= reached?.Latest);
            left = pace.Reach(Math.Max(ByRows(marks), ByTime(latest, reached?.Earliest)));
            share = Math.Round(pace.Share, 2);
        }
        else
        {
            _imports.Remove(project);
        }

        feeds.Status.Change(project, state => state with
        {
            Importing = importing,
            ImportedSpans = marks.Spans,
            LeftOutSpans = marks.LeftOut.Count,
            ImportedShare = share,
            TimeLeft = left is { } time ? TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds)) : null,
            LastSync = importing ? state.LastSync : clock.GetUtcNow(),
            Problem = null,
            ProblemSince = null,
        });
    }

    // Rows are numbered over all projects, and the import may end before the first one, so both are estimates from below.
    private static double ByRows(IndexMarks marks) => marks.Head > 0 ? 1 - ((double)marks.Missing / marks.Head) : 0;

    private double ByTime(DateTimeOffset? latest, DateTimeOffset? earliest)
    {
        var whole = latest - (clock.GetUtcNow() - options.ImportWindow);
        return latest is { } from && earliest is { } to && whole > TimeSpan.Zero ? (from - to) / whole.Value : 0;
    }
}
