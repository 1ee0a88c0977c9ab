using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Syncing;

namespace SupportDashboard.Sessions;

/// <summary>Reads the annotations of sessions (notes among them) from Phoenix; the index learns of them on the way.</summary>
public sealed class SessionAnnotationReader
{
    private readonly AnnotationFollower _annotations;
    private readonly IndexFeed _feed;

    internal SessionAnnotationReader(AnnotationFollower annotations, IndexFeed feed)
    {
        _annotations = annotations;
        _feed = feed;
    }

    /// <summary>All annotations of the sessions, newest first within each batch of ids; unknown sessions have none.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<IReadOnlyList<SessionAnnotation>> ReadAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        var (annotations, changed) = await _annotations.AnnotationsAsync(project, sessionIds, cancellationToken);
        if (changed)
        {
            _feed.Publish();
        }

        return annotations;
    }
}
