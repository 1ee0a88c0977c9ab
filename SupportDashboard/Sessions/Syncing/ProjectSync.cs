using Microsoft.Data.Sqlite;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>One look at one project: new spans first, then what is on screen, a part of what is still to be imported, annotations, and a step of the comparison.</summary>
internal sealed class ProjectSync(SpanSync spans, TextSync texts, AnnotationSync annotations, ComparisonSync comparison, IndexSource source, SyncFeeds feeds, TimeProvider clock)
{
    /// <summary>Looks; true when there is more to read at once.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read; the state of the project says so.</exception>
    public async Task<bool> LookAsync(string project, bool watched, CancellationToken cancellationToken)
    {
        await source.ClaimAsync(cancellationToken);
        try
        {
            return await FollowAsync(project, watched, cancellationToken);
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.NotFound)
        {
            await ForgetAsync(project, cancellationToken);
            return false;
        }
        catch (PhoenixException exception)
        {
            Complain(project, exception.Message);
            throw;
        }
        catch (SqliteException exception)
        {
            Complain(project, IndexDatabase.IsDamage(exception)
                ? "The session index on this machine is damaged. It is built anew from Phoenix when the application starts again."
                : "The session index on this machine cannot be written; perhaps its disk is full.");
            throw;
        }
    }

    /// <summary>Reads annotations and feedback of the sessions now.</summary>
    public Task RefreshAnnotationsAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) =>
        annotations.RefreshAsync(project, sessionIds, cancellationToken);

    /// <summary>Reads annotations of the sessions now, without feedback.</summary>
    public Task RefreshVerdictsAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) =>
        annotations.RefreshVerdictsAsync(project, sessionIds, cancellationToken);

    private async Task<bool> FollowAsync(string project, bool watched, CancellationToken cancellationToken)
    {
        var id = await source.IdAsync(project, cancellationToken);
        var (marks, look) = await spans.FollowAsync(project, id, cancellationToken);
        await comparison.FollowAsync(project, marks, look, cancellationToken);
        await annotations.RefreshScreenAsync(project, cancellationToken);
        marks = await spans.ImportAsync(project, marks, cancellationToken);
        var unsaid = await texts.StepAsync(marks.Gaps.Count > 0, cancellationToken);
        var unread = await annotations.RefreshDueAsync(project, marks, watched, cancellationToken);
        await comparison.StepAsync(project, marks, cancellationToken);
        return marks.Gaps.Count > 0 || unsaid || unread;
    }

    // The project is made by the first span that arrives; or it was deleted, perhaps in the middle of an import.
    private async Task ForgetAsync(string project, CancellationToken cancellationToken)
    {
        if (await source.ForgetAsync(project, cancellationToken))
        {
            feeds.Index.Publish();
        }

        feeds.Status.Change(project, _ => new SyncState { LastSync = clock.GetUtcNow() });
    }

    private void Complain(string project, string problem) =>
        feeds.Status.Change(project, state => state with { Problem = problem, ProblemSince = state.ProblemSince ?? clock.GetUtcNow() });
}
