using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>
/// Reads spans from Phoenix into the index. Phoenix lists them by insertion, newest first; the index remembers the head and the gaps
/// below it that are still to be read, and both move in the transaction that folds a page. First import, catching up after a pause,
/// resuming after a crash and following are this one mechanism.
/// </summary>
internal sealed class SpanFollower(IPhoenixClient phoenix, IndexDatabase index, SyncOptions options, TimeProvider clock)
{
    private const int LargestPage = 1000;

    private int _importPage = options.ImportPage;

    /// <summary>The marks of a project.</summary>
    public Task<IndexMarks> MarksAsync(string project, string phoenixId, CancellationToken cancellationToken) =>
        index.WriteAsync(connection => IndexWriter.Marks(connection, project, phoenixId), cancellationToken);

    /// <summary>Reads the newest spans, and notes a gap when they do not reach down to the head. True when the index changed.</summary>
    public async Task<bool> FollowAsync(IndexMarks marks, CancellationToken cancellationToken)
    {
        var page = await PageAsync(marks, cursor: null, options.FollowPage, cancellationToken);
        var head = page.Data.Count == 0 ? 0 : page.Data.Max(static span => span.Row());
        if (head < marks.Head)
        {
            // The newest spans are gone: Phoenix was emptied or restored, or they were deleted. Rows may be given out again, so start over.
            await index.WriteAsync(
                connection =>
                {
                    IndexWriter.Clear(connection, marks.Key);
                    return true;
                },
                cancellationToken);
            marks = marks with { Head = 0, Gaps = [] };
        }

        var gap = GapBelow(page, marks);
        var changed = await index.WriteAsync(
            connection =>
            {
                var folded = IndexWriter.Fold(connection, marks.Key, page.Data);
                IndexWriter.MoveHead(connection, marks.Key, head, gap);
                return folded;
            },
            cancellationToken);
        return changed || gap is not null;
    }

    /// <summary>Reads one page of the newest gap. True when the index changed.</summary>
    public async Task<bool> FillAsync(IndexMarks marks, CancellationToken cancellationToken)
    {
        var gap = marks.Gaps[0];
        var page = await PageAsync(marks, gap.Cursor, _importPage, cancellationToken);
        var lowest = page.Data.Count == 0 ? 0 : page.Data.Min(static span => span.Row());
        var rest = page.NextCursor is { } next && lowest > gap.Lower ? gap with { Cursor = next, Upper = Upper(next, lowest) } : null;
        return await index.WriteAsync(
            connection =>
            {
                var folded = IndexWriter.Fold(connection, marks.Key, page.Data);
                IndexWriter.MoveGap(connection, gap, rest);
                return folded;
            },
            cancellationToken);
    }

    private async Task<Page<PhoenixSpan>> PageAsync(IndexMarks marks, string? cursor, int limit, CancellationToken cancellationToken)
    {
        // Only the import is bounded by time: a late span of an old trace that arrives now is news.
        var window = cursor is null ? null : (DateTimeOffset?)(clock.GetUtcNow() - options.ImportWindow);
        for (var size = Math.Clamp(limit, 1, LargestPage); ; size = Math.Max(1, size / 4))
        {
            try
            {
                return await phoenix.GetSpansAsync(marks.PhoenixId, new SpansQuery { Cursor = cursor, Limit = size, StartTime = window }, cancellationToken);
            }
            catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.TooLarge && size > 1)
            {
                _importPage = Math.Max(1, size / 4);
            }
        }
    }

    private IndexGap? GapBelow(Page<PhoenixSpan> page, IndexMarks marks)
    {
        if (page.NextCursor is not { } next)
        {
            return null;
        }

        var lowest = page.Data.Min(static span => span.Row());
        var wanted = marks.Head == 0 ? 0 : Math.Max(0, marks.Head - options.Overlap);
        return lowest > wanted + 1 ? new IndexGap(0, next, Upper(next, lowest), wanted) : null;
    }

    private static long Upper(string cursor, long lowest) => GlobalId.Row(cursor) is > 0 and var row ? row : lowest - 1;
}
