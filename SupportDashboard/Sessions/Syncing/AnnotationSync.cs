using Dapper;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>Decides whose annotations are read when: what is on screen at once, recent conversations soon, all others when nothing else is due.</summary>
internal sealed class AnnotationSync(AnnotationFollower annotations, ScreenSessions screen, IndexDatabase index, SyncFeeds feeds, SyncOptions options, TimeProvider clock)
{
    private readonly Dictionary<string, long> _feedbackRead = new(StringComparer.Ordinal);

    /// <summary>Reads annotations and feedback of the sessions now.</summary>
    /// <exception cref="Phoenix.PhoenixException">Phoenix could not be read.</exception>
    public async Task RefreshAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        var (_, annotated) = await annotations.AnnotationsAsync(project, sessionIds, cancellationToken);
        var liked = await annotations.FeedbackAsync(project, sessionIds, cancellationToken);
        if (annotated || liked)
        {
            feeds.Index.Publish();
        }
    }

    /// <summary>Reads annotations of the sessions now, without feedback.</summary>
    /// <exception cref="Phoenix.PhoenixException">Phoenix could not be read.</exception>
    public async Task RefreshVerdictsAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        if ((await annotations.AnnotationsAsync(project, sessionIds, cancellationToken)).Changed)
        {
            feeds.Index.Publish();
        }
    }

    /// <summary>Reads the annotations of what is on screen, and now and then its feedback, which may be many requests.</summary>
    /// <exception cref="Phoenix.PhoenixException">Phoenix could not be read.</exception>
    public async Task RefreshScreenAsync(string project, CancellationToken cancellationToken)
    {
        var due = screen.TakeUnread(project, options.ScreenAge);
        if (due.Count == 0)
        {
            return;
        }

        if (!_feedbackRead.TryGetValue(project, out var read) || clock.GetElapsedTime(read) >= options.ScreenComparison)
        {
            _feedbackRead[project] = clock.GetTimestamp();
            await RefreshAsync(project, due, cancellationToken);
        }
        else if ((await annotations.AnnotationsAsync(project, due, cancellationToken)).Changed)
        {
            feeds.Index.Publish();
        }
    }

    /// <summary>Reads one batch of what is due; true when there are more sessions whose annotations were never read.</summary>
    /// <exception cref="Phoenix.PhoenixException">Phoenix could not be read.</exception>
    public async Task<bool> RefreshDueAsync(string project, IndexMarks marks, bool watched, CancellationToken cancellationToken)
    {
        var due = await index.ReadAsync(reader => RecentlyActive(reader, marks.Key, watched), cancellationToken);
        var unread = due.Count < options.AnnotationBatch ? await index.ReadAsync(reader => NeverRead(reader, marks.Key, options.AnnotationBatch - due.Count), cancellationToken) : [];
        due.AddRange(unread);
        if (due.Count < options.AnnotationBatch)
        {
            due.AddRange(await index.ReadAsync(reader => ReadLongAgo(reader, marks.Key, options.AnnotationBatch - due.Count), cancellationToken));
        }

        if (due.Count > 0)
        {
            await RefreshAsync(project, due, cancellationToken);
        }

        return unread.Count > 0 && due.Count >= options.AnnotationBatch;
    }

    private List<string> RecentlyActive(System.Data.IDbConnection reader, long project, bool watched) => reader.Query<string>(
        """
        SELECT session_id FROM session WHERE project = @project AND active_us > @recent AND annotated_us < @stale
        ORDER BY annotated_us > 0, CASE WHEN annotated_us = 0 THEN -active_us ELSE annotated_us END LIMIT @AnnotationBatch
        """,
        new
        {
            project,
            recent = Before(options.AnnotationWindow),
            stale = Before(watched ? options.AnnotationAge : options.AnnotationAge * 4),
            options.AnnotationBatch,
        }).AsList();

    // In the order of arrival, which an import makes newest first.
    private static List<string> NeverRead(System.Data.IDbConnection reader, long project, int most) => reader.Query<string>(
        "SELECT session_id FROM session WHERE project = @project AND annotated_us = 0 ORDER BY id LIMIT @most", new { project, most }).AsList();

    private List<string> ReadLongAgo(System.Data.IDbConnection reader, long project, int most) => reader.Query<string>(
        "SELECT session_id FROM session WHERE project = @project AND annotated_us > 0 AND annotated_us < @old AND active_us <= @recent ORDER BY annotated_us LIMIT @most",
        new { project, old = Before(options.OldAnnotationAge), recent = Before(options.AnnotationWindow), most }).AsList();

    private long Before(TimeSpan age) => SpanFacts.Microseconds(clock.GetUtcNow() - age);
}
