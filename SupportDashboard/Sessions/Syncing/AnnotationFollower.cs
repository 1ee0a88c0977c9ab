using Dapper;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>Reads annotations and feedback of sessions from Phoenix into the index.</summary>
internal sealed class AnnotationFollower(IPhoenixClient phoenix, PhoenixProjects projects, IndexDatabase index, TimeProvider clock)
{
    /// <summary>Ids in one request: 200 of them overflow the usual request line of 8 KB.</summary>
    private const int BatchSize = 50;

    private const int PageSize = 1000;
    private const string Feedback = "user_feedback";

    /// <summary>The annotations of the sessions, which are also brought into the index. Unknown sessions have none.</summary>
    /// <returns>All annotations, and whether the index changed.</returns>
    public async Task<(IReadOnlyList<SessionAnnotation> Annotations, bool Changed)> AnnotationsAsync(
        string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        var all = new List<SessionAnnotation>();
        var changed = false;
        foreach (var ids in RequestLine.Batches(sessionIds, BatchSize))
        {
            var read = clock.GetUtcNow();
            var annotations = await ReadAsync(
                project, (id, cursor) => phoenix.GetSessionAnnotationsAsync(id, ids, cursor, PageSize, cancellationToken), cancellationToken);
            annotations = annotations.ConvertAll(static annotation => annotation.Name == PhoenixCapabilities.OlderNote ? annotation with { Name = "note" } : annotation);
            all.AddRange(annotations);
            changed |= await index.WriteAsync(
                connection =>
                {
                    if (connection.ExecuteScalar<long?>("SELECT id FROM project WHERE name = @project", new { project }) is not { } key)
                    {
                        return false;
                    }

                    connection.Execute(
                        "UPDATE session SET annotated_us = @now WHERE project = @key AND session_id IN @ids", new { key, ids, now = SpanFacts.Microseconds(read) });
                    return VerdictTable.Replace(connection, key, ids, annotations);
                },
                cancellationToken);
        }

        return (all, changed);
    }

    /// <summary>Brings the customers' thumbs on the sessions' root spans into the index; true when it changed.</summary>
    public async Task<bool> FeedbackAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        var roots = await index.ReadAsync(
            connection => connection.Query<(string SessionId, string SpanId)>(
                """
                SELECT s.session_id, t.root_span_id FROM session s JOIN trace t ON t.session = s.id
                WHERE s.project = (SELECT id FROM project WHERE name = @project) AND s.session_id IN @sessionIds AND t.root_span_id IS NOT NULL
                """,
                new { project, sessionIds }).AsList(),
            cancellationToken);
        var sessionOf = roots.DistinctBy(static root => root.SpanId).ToDictionary(static root => root.SpanId, static root => root.SessionId, StringComparer.Ordinal);
        var thumbs = new List<SpanAnnotation>();
        foreach (var ids in sessionOf.Keys.Chunk(BatchSize * 2))
        {
            thumbs.AddRange(await FeedbackOfAsync(project, ids, cancellationToken));
        }

        var bySession = sessionIds.Distinct(StringComparer.Ordinal).ToDictionary(
            static id => id,
            IReadOnlyList<(string, string, bool)> (id) => [.. thumbs.Where(thumb => sessionOf[thumb.SpanId] == id).Select(static thumb => (thumb.SpanId, thumb.Identifier, thumb.IsThumbUp() == true))],
            StringComparer.Ordinal);
        return await index.WriteAsync(
            connection => connection.ExecuteScalar<long?>("SELECT id FROM project WHERE name = @project", new { project }) is { } key
                && VerdictTable.ReplaceFeedback(connection, key, bySession),
            cancellationToken);
    }

    /// <summary>The customers' thumbs on spans, newest first, taken-back ones left out.</summary>
    public async Task<IReadOnlyList<SpanAnnotation>> FeedbackOfAsync(string project, IReadOnlyList<string> spanIds, CancellationToken cancellationToken)
    {
        var annotations = await ReadAsync(project, (id, cursor) => phoenix.GetSpanAnnotationsAsync(id, spanIds, cursor, PageSize, cancellationToken), cancellationToken);
        return annotations.FindAll(static annotation => annotation.Name == Feedback && annotation.IsThumbUp() is not null);
    }

    private async Task<List<T>> ReadAsync<T>(string project, Func<string, string?, Task<Page<T>>> read, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        try
        {
            var id = await projects.IdAsync(project, cancellationToken);
            string? cursor = null;
            do
            {
                var page = await read(id, cursor);
                all.AddRange(page.Data);
                cursor = page.NextCursor;
            }
            while (cursor is not null);
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.NotFound)
        {
            // Phoenix answers 404 when it knows none of the ids, or not the project: nothing is annotated.
        }

        return all;
    }
}
