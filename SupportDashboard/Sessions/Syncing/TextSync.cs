using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>Looks through the texts that an import left for later: a part of them between its pages, the rest once it is through.</summary>
internal sealed class TextSync(IndexDatabase index, SyncFeeds feeds, SyncOptions options, TimeProvider clock)
{
    /// <summary>Looks through some texts; true when there are more.</summary>
    /// <param name="importing">More spans are to be read: the texts get the time of one transaction.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    public async Task<bool> StepAsync(bool importing, CancellationToken cancellationToken)
    {
        if (!await index.ReadAsync(PendingTexts.Any, cancellationToken))
        {
            return false;
        }

        var started = clock.GetTimestamp();
        bool more;
        do
        {
            more = await index.WriteAsync(PendingTexts.Write, cancellationToken);
        }
        while (more && !importing && clock.GetElapsedTime(started) < options.ImportSlice);

        feeds.Index.Publish();
        return more;
    }
}
