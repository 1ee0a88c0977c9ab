using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>Asks Phoenix for pages of spans, smaller ones where a page was too large or took too long.</summary>
internal sealed class SpanPages(IPhoenixClient phoenix, SyncOptions options, TimeProvider clock)
{
    private const int Largest = 1000;

    private volatile int _bearable = Largest;

    /// <summary>The newest spans, or the page at a cursor, which is bounded by the time that is imported.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<Page<PhoenixSpan>> ReadAsync(IndexMarks marks, string? cursor, int limit, CancellationToken cancellationToken)
    {
        // Only the import is bounded by time: a late span of an old trace that arrives now is news.
        var since = cursor is null ? null : (DateTimeOffset?)(clock.GetUtcNow() - options.ImportWindow);
        while (true)
        {
            var size = Math.Clamp(limit, 1, _bearable);
            try
            {
                var page = await phoenix.GetSpansAsync(marks.PhoenixId, new SpansQuery { Cursor = cursor, Limit = size, StartTime = since }, cancellationToken);
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

    // In small steps, because a page that turns out to be too large was transferred in vain.
    private void Recover(int size)
    {
        if (size == _bearable && size < Largest)
        {
            _bearable = Math.Min(Largest, size + Math.Max(1, size / 8));
        }
    }
}
