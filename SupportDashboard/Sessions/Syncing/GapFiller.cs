using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>
/// Reads the ranges below the head that are still to be read. First import, catching up after a pause and resuming after a crash are this
/// one mechanism: a gap shrinks in the transaction that folds a page of it.
/// </summary>
internal sealed partial class GapFiller(SpanPages pages, IndexDatabase index, SyncOptions options, TimeProvider clock, ILogger<GapFiller> logger)
{
    private string? _fresh;

    /// <summary>Reads pages of the newest gap until it is closed or the slice of time is over.</summary>
    /// <returns>About when the spans of the first and of the last page started; null when there were none.</returns>
    /// <exception cref="PhoenixException">Phoenix could not be read; what was folded so far stays.</exception>
    public async Task<(DateTimeOffset Latest, DateTimeOffset Earliest)?> FillAsync(IndexMarks marks, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var gap = marks.Gaps[0];
        (DateTimeOffset Latest, DateTimeOffset Earliest)? reached = null;
        var next = FetchAsync(marks, gap.Cursor, cancellationToken);
        try
        {
            while (next is not null)
            {
                // Phoenix prepares the next page while this one is read and folded.
                var unread = await next;
                bool GoesOn() => clock.GetElapsedTime(started) < options.ImportSlice;
                next = unread.NextCursor is { } cursor && GlobalId.Row(cursor) > gap.Lower && GoesOn() ? FetchAsync(marks, cursor, cancellationToken) : null;
                var page = pages.Read(unread);
                var rest = Rest(gap, page);
                await FoldAsync(marks, Facts(page), gap, rest, cancellationToken);
                reached = page.Data.Count == 0 ? reached : (reached?.Latest ?? Middle(page), Middle(page));
                gap = rest ?? gap;
                if (rest?.Cursor != unread.NextCursor)
                {
                    await EndAsync(next);
                    next = null;
                }

                next ??= rest is not null && GoesOn() ? FetchAsync(marks, rest.Cursor, cancellationToken) : null;
            }
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.Invalid && gap.Cursor != _fresh)
        {
            await RestartAsync(marks, gap, cancellationToken);
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.TooLarge && GlobalId.Row(gap.Cursor) > 1)
        {
            await SkipAsync(marks, gap, cancellationToken);
        }
        finally
        {
            await EndAsync(next);
        }

        return reached;
    }

    // Not the earliest or the latest: some senders' clocks are wrong.
    private static DateTimeOffset Middle(Page<PhoenixSpan> page) => page.Data.Select(static span => span.StartTime).Order().ElementAt(page.Data.Count / 2);

    private static IndexGap? Rest(IndexGap gap, Page<PhoenixSpan> page)
    {
        var lowest = page.Data.Count == 0 ? 0 : page.Data.Min(static span => span.Row());
        return page.NextCursor is { } next && lowest > gap.Lower ? IndexGap.At(next, lowest, gap.Lower) with { Id = gap.Id } : null;
    }

    private Task<UnreadSpans> FetchAsync(IndexMarks marks, string cursor, CancellationToken cancellationToken) => pages.FetchAsync(marks, cursor, options.ImportPage, cancellationToken);

    private static async Task EndAsync(Task? fetching) => await (fetching ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static List<SpanFacts> Facts(Page<PhoenixSpan> page) => [.. page.Data.Select(SpanFacts.From)];

    private Task<bool> FoldAsync(IndexMarks marks, List<SpanFacts> spans, IndexGap gap, IndexGap? rest, CancellationToken cancellationToken) => index.WriteAsync(
        connection =>
        {
            var folded = IndexWriter.Import(connection, marks.Key, spans);
            IndexWriter.MoveGap(connection, gap, rest);
            return folded;
        },
        cancellationToken);

    // A cursor that is refused is one of another time, for example from before an upgrade of Phoenix: the gap is read again from the newest span.
    private async Task RestartAsync(IndexMarks marks, IndexGap gap, CancellationToken cancellationToken)
    {
        LogRestarted(logger);
        var top = await pages.ReadAsync(marks, cursor: null, options.FollowPage, cancellationToken);
        var rest = Rest(gap, top);
        _fresh = rest?.Cursor;
        await FoldAsync(marks, Facts(top), gap, rest, cancellationToken);
    }

    // A span that is larger than an answer may be is left out, rather than to stop at it for good.
    private async Task SkipAsync(IndexMarks marks, IndexGap gap, CancellationToken cancellationToken)
    {
        var row = GlobalId.Row(gap.Cursor);
        LogSkipped(logger, row);
        var rest = row - 1 > gap.Lower ? IndexGap.At(GlobalId.Of("Span", row - 1), row, gap.Lower) with { Id = gap.Id } : null;
        await index.WriteAsync(
            connection =>
            {
                IndexWriter.MoveGap(connection, gap, rest);
                LeftOutSpans.Add(connection, marks.Key, row);
                return true;
            },
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Phoenix refused the place where the import of sessions was; it goes on from the newest span.")]
    private static partial void LogRestarted(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "The span in row {Row} is larger than an answer of Phoenix may be and is left out of the session index.")]
    private static partial void LogSkipped(ILogger logger, long row);
}
