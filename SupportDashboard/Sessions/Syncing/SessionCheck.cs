using Dapper;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>Takes a session out of the index at once when Phoenix turned out not to have it.</summary>
internal sealed class SessionCheck(Reconciler reconciler, PhoenixProjects projects, IndexDatabase index, IndexFeed feed)
{
    /// <summary>Reads the session's turns again; those that Phoenix no longer has go.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read, or does not have the project.</exception>
    public async Task CheckAsync(string project, string sessionId, CancellationToken cancellationToken)
    {
        var key = await index.ReadAsync(reader => reader.ExecuteScalar<long?>("SELECT id FROM project WHERE name = @project", new { project }), cancellationToken);
        if (key is not { } known)
        {
            return;
        }

        var marks = new IndexMarks(known, await projects.IdAsync(project, cancellationToken), 0, []);
        if (await reconciler.RereadSessionAsync(marks, sessionId, cancellationToken))
        {
            feed.Publish();
        }
    }
}
