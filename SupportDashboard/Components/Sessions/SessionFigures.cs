using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>What the page counts over the filtered set: the strip's figures, the facets, and when the sessions were. Loaded beside the list, so that rows never wait for them.</summary>
public sealed class SessionFigures(SessionQueries queries)
{
    private long _loading;

    /// <summary>Null until the first answer; afterwards the last one until the next is complete.</summary>
    public SessionSummary? Summary { get; private set; }

    /// <inheritdoc cref="Summary"/>
    public SessionFacets? Facets { get; private set; }

    /// <inheritdoc cref="Summary"/>
    public SessionHistogram? Histogram { get; private set; }

    /// <summary>Reads all three; an answer that comes after a newer question is dropped.</summary>
    public async Task LoadAsync(string project, SessionFilter filter, CancellationToken cancellationToken)
    {
        var loading = Interlocked.Increment(ref _loading);
        var summary = queries.SummaryAsync(project, filter, cancellationToken);
        var facets = queries.FacetsAsync(project, filter, cancellationToken);
        var histogram = queries.HistogramAsync(project, filter, cancellationToken);
        await Task.WhenAll(summary, facets, histogram);
        if (loading == Interlocked.Read(ref _loading))
        {
            (Summary, Facets, Histogram) = (await summary, await facets, await histogram);
        }
    }
}
