using System.Collections.Concurrent;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions.Transcripts;

/// <summary>
/// Finds Phoenix's session for a sender's <c>session.id</c>. An id with a slash cannot stand in a path, and one that looks like a GlobalID
/// names another session there; such ones are found in the list once, and by their GlobalID afterwards.
/// </summary>
internal sealed class SessionFinder(IPhoenixClient phoenix, PhoenixProjects projects)
{
    private const int PageSize = 200;
    private const int MostPages = 250;
    private const int MostKnown = 10_000;

    private readonly ConcurrentDictionary<(string Project, string SessionId), string> _known = new();

    /// <summary>The session with all its traces; null when Phoenix does not have it.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<PhoenixSession?> FindAsync(string project, string sessionId, CancellationToken cancellationToken)
    {
        if (IsSafeInPath(sessionId))
        {
            var direct = await GetAsync(sessionId, cancellationToken);
            if (direct is null || direct.SessionId == sessionId)
            {
                return direct;
            }
        }

        if (_known.TryGetValue((project, sessionId), out var id) && await GetAsync(id, cancellationToken) is { } known && known.SessionId == sessionId)
        {
            return known;
        }

        return await SearchAsync(project, sessionId, cancellationToken);
    }

    private static bool IsSafeInPath(string sessionId) =>
        sessionId is not ("." or "..") && !sessionId.AsSpan().ContainsAny('/', '\\') && !sessionId.Any(char.IsControl);

    private async Task<PhoenixSession?> GetAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await phoenix.GetSessionAsync(id, cancellationToken)).Data;
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.NotFound)
        {
            return null;
        }
    }

    private async Task<PhoenixSession?> SearchAsync(string project, string sessionId, CancellationToken cancellationToken)
    {
        var projectId = await projects.IdAsync(project, cancellationToken);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await phoenix.GetSessionsAsync(projectId, cursor, PageSize, "desc", cancellationToken);
            if (answer.Data.FirstOrDefault(session => session.SessionId == sessionId) is { } found)
            {
                if (_known.Count < MostKnown)
                {
                    _known[(project, sessionId)] = found.Id;
                }

                return found;
            }

            cursor = answer.NextCursor;
            if (cursor is null)
            {
                return null;
            }
        }

        return null;
    }
}
