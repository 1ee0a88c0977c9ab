using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>Keeps in the index where a judge tried last and could not, so that such sessions can be found and counted.</summary>
internal sealed class SessionFailures(IndexDatabase index, IndexFeed feed)
{
    /// <summary>Takes in how attempts ended.</summary>
    public async Task NoteAsync(IReadOnlyList<JudgeOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (await index.WriteAsync(connection => outcomes.Aggregate(false, (changed, outcome) => FailureTable.Note(connection, outcome) | changed), cancellationToken))
        {
            feed.Publish();
        }
    }

    /// <summary>Takes in all failures there are: others that the index knows are over.</summary>
    public async Task ReplaceAsync(IReadOnlyList<JudgeOutcome> failures, CancellationToken cancellationToken)
    {
        var known = await index.ReadAsync(FailureTable.All, cancellationToken);
        var now = failures.Select(static failure => failure with { Failure = null }).ToHashSet();
        var news = failures.Except(known).Concat(known.Select(static failure => failure with { Failure = null }).Where(over => !now.Contains(over))).ToList();
        if (news.Count > 0)
        {
            await NoteAsync(news, cancellationToken);
        }
    }
}
