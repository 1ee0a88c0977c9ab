using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions;

/// <summary>Reads the annotations of sessions (notes among them) from Phoenix.</summary>
public sealed class SessionAnnotationReader(IPhoenixClient phoenix, PhoenixProjects projects)
{
    /// <summary>Ids in one request: 200 of them overflow the usual request line of 8 KB.</summary>
    public const int BatchSize = 50;

    private const int PageSize = 1000;

    /// <summary>All annotations of the sessions, newest first within each batch of ids; unknown sessions have none.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<IReadOnlyList<SessionAnnotation>> ReadAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        var annotations = new List<SessionAnnotation>();
        foreach (var ids in sessionIds.Distinct(StringComparer.Ordinal).Chunk(BatchSize))
        {
            await ReadBatchAsync(project, ids, annotations, cancellationToken);
        }

        return annotations;
    }

    private async Task ReadBatchAsync(string project, string[] ids, List<SessionAnnotation> annotations, CancellationToken cancellationToken)
    {
        try
        {
            var projectId = await projects.IdAsync(project, cancellationToken);
            string? cursor = null;
            do
            {
                var page = await phoenix.GetSessionAnnotationsAsync(projectId, ids, cursor, PageSize, cancellationToken);
                annotations.AddRange(page.Data);
                cursor = page.NextCursor;
            }
            while (cursor is not null);
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.NotFound)
        {
            // Phoenix answers 404 when it knows none of the ids, or not the project.
        }
    }
}
