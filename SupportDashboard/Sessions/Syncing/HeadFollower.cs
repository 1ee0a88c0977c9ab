using System.Collections.Concurrent;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>
/// Reads the newest spans, which Phoenix lists by insertion. The index remembers the head and the gaps below it that are still to be read
/// (see <see cref="GapFiller"/>), and both move in the transaction that folds a page.
/// </summary>
internal sealed partial class HeadFollower(SpanPages pages, IndexDatabase index, SyncOptions options, ILogger<HeadFollower> logger)
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
        try
        {
            return await FoldAsync(marks, await pages.ReadAsync(marks, cursor: null, options.FollowPage, cancellationToken), cancellationToken);
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.TooLarge)
        {
            // It was passed before, and nothing that can be read has come since.
            return new HeadLook(!marks.LeftOut.Contains(marks.Head) && await PassAsync(marks, cancellationToken), [], false);
        }
    }

    // The newest span is larger than an answer may be: the head moves above it, and what lies below it is read as after a pause.
    private async Task<bool> PassAsync(IndexMarks marks, CancellationToken cancellationToken)
    {
        if (await pages.FindTooLargeAsync(marks, cancellationToken) is not { } row)
        {
            return false;
        }

        LogPassed(logger, row);
        var wanted = Wanted(marks);
        var gap = row - 1 > wanted ? IndexGap.At(GlobalId.Of("Span", row - 1), row, wanted) : null;
        return await index.WriteAsync(
            connection =>
            {
                IndexWriter.MoveHead(connection, marks.Key, row, gap);
                LeftOutSpans.Add(connection, marks.Key, row);
                return true;
            },
            cancellationToken);
    }

    private async Task<HeadLook> FoldAsync(IndexMarks marks, Page<PhoenixSpan> page, CancellationToken cancellationToken)
    {
        var head = page.Data.Count == 0 ? 0 : page.Data.Max(static span => span.Row());
        var missing = Missing(marks.Key, page);
        var lowered = head < marks.Head;
        var (changed, emptied) = await index.WriteAsync(
            connection =>
            {
                var emptied = lowered && !page.Data.Any(span => TraceTable.Contains(connection, marks.Key, SpanFacts.From(span)));
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
        var wanted = Wanted(marks);
        return lowest > wanted + 1 ? IndexGap.At(next, lowest, wanted) : null;
    }

    // What cannot be read is not asked for again with every look.
    private long Wanted(IndexMarks marks) =>
        marks.Head == 0 ? 0 : Math.Max(marks.Head - options.Overlap, marks.LeftOut.Where(row => row <= marks.Head).DefaultIfEmpty().Max());

    [LoggerMessage(LogLevel.Warning, "The newest span, in row {Row}, is larger than an answer of Phoenix may be and is left out of the session index.")]
    private static partial void LogPassed(ILogger logger, long row);
}
