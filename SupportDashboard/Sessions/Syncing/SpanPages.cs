using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>Asks Phoenix for pages of spans, smaller ones where a page was too large or took too long.</summary>
internal sealed class SpanPages(IPhoenixClient phoenix, PhoenixConnection connection, SyncOptions options, TimeProvider clock)
{
    private const int Largest = 1000;

    // Phoenix's row numbers have 32 bits on some databases.
    private const long GreatestRow = int.MaxValue;

    private volatile int _bearable = Largest;

    /// <summary>The newest spans, or the page at a cursor, which is bounded by the time that is imported.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<Page<PhoenixSpan>> ReadAsync(IndexMarks marks, string? cursor, int limit, CancellationToken cancellationToken) =>
        Read(await FetchAsync(marks, cursor, limit, cancellationToken));

    /// <summary>A page that was fetched.</summary>
    /// <exception cref="PhoenixException">It is no page of spans.</exception>
    public Page<PhoenixSpan> Read(UnreadSpans unread)
    {
        try
        {
            return unread.Read();
        }
        catch (PhoenixException exception)
        {
            connection.ReportFailure(exception);
            throw;
        }
    }

    /// <summary>The same page as <see cref="ReadAsync"/> reads, not read yet.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be asked.</exception>
    public async Task<UnreadSpans> FetchAsync(IndexMarks marks, string? cursor, int limit, CancellationToken cancellationToken)
    {
        // Only the import is bounded by time: a late span of an old trace that arrives now is news.
        var since = cursor is null ? null : (DateTimeOffset?)(clock.GetUtcNow() - options.ImportWindow);
        while (true)
        {
            var size = Math.Clamp(limit, 1, _bearable);
            try
            {
                var page = await phoenix.GetUnreadSpansAsync(marks.PhoenixId, new SpansQuery { Cursor = cursor, Limit = size, StartTime = since }, cancellationToken);
                Recover(size);
                return page;
            }
            catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.TooLarge && size > 1)
            {
                _bearable = Math.Max(1, size / 4);
            }
            catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.Timeout && size > 1)
            {
                // The next attempt asks for less.
                _bearable = Math.Max(1, size / 2);
                throw;
            }
        }
    }

    /// <summary>
    /// Finds a span above the head that is larger than an answer may be, when the newest one is: there, or at one below it, the answers for one span
    /// each cease to be readable.
    /// </summary>
    /// <returns>Its row; null when all of them can be read now.</returns>
    /// <exception cref="PhoenixException">Phoenix could not be asked.</exception>
    public async Task<long?> FindTooLargeAsync(IndexMarks marks, CancellationToken cancellationToken)
    {
        var (readable, tooLarge) = (marks.Head, marks.Head + 1);
        while (await IsReadableAsync(marks, tooLarge, cancellationToken))
        {
            if (tooLarge >= GreatestRow)
            {
                return null;
            }

            (readable, tooLarge) = (tooLarge, Math.Min(GreatestRow, tooLarge + (2 * (tooLarge - marks.Head))));
        }

        while (tooLarge - readable > 1)
        {
            var middle = readable + ((tooLarge - readable) / 2);
            (readable, tooLarge) = await IsReadableAsync(marks, middle, cancellationToken) ? (middle, tooLarge) : (readable, middle);
        }

        return tooLarge;
    }

    // Whatever its time: a late span of an old turn is news, too.
    private async Task<bool> IsReadableAsync(IndexMarks marks, long row, CancellationToken cancellationToken)
    {
        try
        {
            await phoenix.GetUnreadSpansAsync(marks.PhoenixId, new SpansQuery { Cursor = GlobalId.Of("Span", row), Limit = 1 }, cancellationToken);
            return true;
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.TooLarge)
        {
            return false;
        }
    }

    // In small steps, because a page that turns out to be too large was transferred in vain.
    private void Recover(int size)
    {
        if (size == _bearable && size < Largest)
        {
            _bearable = Math.Min(Largest, size + Math.Max(1, size / 8));
        }
    }
}
