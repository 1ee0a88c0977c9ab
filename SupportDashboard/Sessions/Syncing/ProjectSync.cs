using Dapper;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>One look at one project: new spans first, then a page of what is still to be imported, then annotations that are due.</summary>
internal sealed class ProjectSync(
    SpanFollower spans, AnnotationFollower annotations, PhoenixProjects projects, PhoenixConnection connection, IndexDatabase index, SyncFeeds feeds, SyncOptions options, TimeProvider clock)
{
    private bool _claimed;

    /// <summary>Looks; true when there is more to read at once.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read; the state of the project says so.</exception>
    public async Task<bool> LookAsync(string project, bool watched, CancellationToken cancellationToken)
    {
        await ClaimAsync(cancellationToken);
        try
        {
            return await FollowAsync(project, watched, cancellationToken);
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.NotFound)
        {
            // The project is made by the first span that arrives; or it was deleted and the next look finds the new one.
            projects.Forget(project);
            feeds.Status.Change(project, state => state with { LastSync = clock.GetUtcNow(), Importing = false, ImportedShare = null, Problem = null });
            return false;
        }
        catch (PhoenixException exception)
        {
            feeds.Status.Change(project, state => state with { Problem = exception.Message });
            throw;
        }
    }

    /// <summary>Reads annotations and feedback of the sessions now.</summary>
    public async Task RefreshAnnotationsAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        var (_, annotated) = await annotations.AnnotationsAsync(project, sessionIds, cancellationToken);
        var liked = await annotations.FeedbackAsync(project, sessionIds, cancellationToken);
        if (annotated || liked)
        {
            feeds.Index.Publish();
        }
    }

    private async Task<bool> FollowAsync(string project, bool watched, CancellationToken cancellationToken)
    {
        var id = await projects.IdAsync(project, cancellationToken);
        var marks = await spans.MarksAsync(project, id, cancellationToken);
        if (await spans.FollowAsync(marks, cancellationToken))
        {
            feeds.Index.Publish();
        }

        marks = await spans.MarksAsync(project, id, cancellationToken);
        if (marks.Gaps.Count > 0)
        {
            if (await spans.FillAsync(marks, cancellationToken))
            {
                feeds.Index.Publish();
            }

            marks = await spans.MarksAsync(project, id, cancellationToken);
        }

        Report(project, marks);
        var due = await DueAsync(marks, watched, cancellationToken);
        if (due.Count > 0)
        {
            await RefreshAnnotationsAsync(project, due, cancellationToken);
        }

        return marks.Gaps.Count > 0 || due.Count == options.AnnotationBatch;
    }

    private void Report(string project, IndexMarks marks) => feeds.Status.Change(project, state =>
    {
        var importing = marks.Gaps.Count > 0;
        return state with
        {
            Importing = importing,
            ImportedSpans = marks.Head - marks.Missing,
            ImportedShare = importing && marks.Head > 0 ? Math.Round(1 - ((double)marks.Missing / marks.Head), 2) : null,
            LastSync = importing ? state.LastSync : clock.GetUtcNow(),
            Problem = null,
        };
    });

    // Never read, newest first; then the recently active ones that were read longest ago.
    private Task<List<string>> DueAsync(IndexMarks marks, bool watched, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return index.ReadAsync(
            reader => reader.Query<string>(
                """
                SELECT session_id FROM session
                WHERE project = @Key AND (annotated_us = 0 OR (annotated_us < @stale AND active_us > @recent))
                ORDER BY annotated_us > 0, CASE WHEN annotated_us = 0 THEN -active_us ELSE annotated_us END LIMIT @AnnotationBatch
                """,
                new
                {
                    marks.Key,
                    stale = SpanFacts.Microseconds(now - (watched ? options.AnnotationAge : options.AnnotationAge * 4)),
                    recent = SpanFacts.Microseconds(now - options.AnnotationWindow),
                    options.AnnotationBatch,
                }).AsList(),
            cancellationToken);
    }

    // The index belongs to one Phoenix; the embedded one keeps its identity when its port changes.
    private async Task ClaimAsync(CancellationToken cancellationToken)
    {
        if (!_claimed)
        {
            var source = connection.Mode == PhoenixMode.Embedded ? "embedded" : connection.Endpoint.AbsoluteUri;
            await index.WriteAsync(writer => IndexWriter.Claim(writer, source), cancellationToken);
            _claimed = true;
        }
    }
}
