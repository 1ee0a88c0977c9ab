using System.Collections.Concurrent;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>
/// Reads the newest spans, which Phoenix lists by insertion. The index remembers the head and the gaps below it that are still to be read
/// (see <see cref="GapFiller"/>), and both move in the transaction that folds a page.
/// </summary>
internal sealed class HeadFollower(SpanPages pages, IndexDatabase index, SyncOptions options)
{
    // Per project the newest rows of the look before: one that is missing now was deleted.
    private readonly ConcurrentDictionary<long, IReadOnlyList<(long Row, string TraceId)>> _before = new();

    /// <summary>The marks of a project.</summary>
    public Task<IndexMarks> MarksAsync(string project, string phoenixId, CancellationToken cancellationToken) =>
        index.WriteAsync(connection => IndexWriter.Marks(connection, project, phoenixId), cancellationToken);

    /// <summary>Folds the newest spans, and notes a gap when they do not reach down to the head.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<HeadLook> FollowAsync(IndexMarks marks, CancellationToken cancellationToken)
    {
        var page = await pages.ReadAsync(marks, cursor: null, options.FollowPage, cancellationToken);
        var head = page.Data.Count == 0 ? 0 : page.Data.Max(static span => span.Row());
        var missing = Missing(marks.Key, page);
        var lowered = head < marks.Head;
        var (changed, emptied) = await index.WriteAsync(
            connection =>
            {
                var emptied = lowered && !page.Data.Any(span => SpanTable.Contains(connection, marks.Key, SpanFacts.From(span)));
                if (emptied)
                {
                    // Nothing of this was ever read: Phoenix was emptied or restored, and rows may be given out again.
                    IndexWriter.Clear(connection, marks.Key);
                }
                else if (lowered)
                {
                    IndexWriter.LowerHead(connection, marks.Key, head);
                }

                var gap = GapBelow(page, emptied ? marks with { Head = 0 } : marks);
                var folded = IndexWriter.Fold(connection, marks.Key, page.Data);
                IndexWriter.MoveHead(connection, marks.Key, head, gap);
                return (folded || gap is not null || emptied, emptied);
            },
            cancellationToken);
        return new HeadLook(changed, emptied ? [] : missing, lowered && !emptied);
    }

    private List<string> Missing(long project, Page<PhoenixSpan> page)
    {
        var rows = page.Data.Select(static span => span.Row()).ToHashSet();
        var lowest = page.NextCursor is null || rows.Count == 0 ? 0 : rows.Min();
        var before = _before.GetValueOrDefault(project) ?? [];
        _before[project] = [.. page.Data.Select(static span => (span.Row(), span.Context.TraceId))];
        return [.. before.Where(span => span.Row >= lowest && !rows.Contains(span.Row)).Select(static span => span.TraceId).Distinct(StringComparer.Ordinal)];
    }

    private IndexGap? GapBelow(Page<PhoenixSpan> page, IndexMarks marks)
    {
        if (page.NextCursor is not { } next)
        {
            return null;
        }

        var lowest = page.Data.Min(static span => span.Row());
        var wanted = marks.Head == 0 ? 0 : Math.Max(0, marks.Head - options.Overlap);
        return lowest > wanted + 1 ? IndexGap.At(next, lowest, wanted) : null;
    }
}
