using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>The buckets of the histogram over time.</summary>
public sealed class HistogramTests : IDisposable
{
    private readonly IndexFolder _index = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _index.Dispose();

    [Fact]
    public async Task A_chosen_range_is_shown_whole_and_aligned()
    {
        await FoldAsync(90);
        var filter = new SessionFilter { From = Wire.Start.AddMinutes(35), To = Wire.Start.AddHours(12) };

        var histogram = await _index.Queries.HistogramAsync(IndexFolder.Project, filter, Token);

        Assert.Equal(TimeSpan.FromMinutes(15), histogram.Width);
        Assert.Equal(Wire.Start.AddMinutes(30), histogram.Buckets[0].From);
        Assert.True(histogram.Buckets[^1].From + histogram.Width >= filter.To);
        Assert.InRange(histogram.Buckets.Count, 46, 60);
        Assert.Equal((55, 10), (histogram.Buckets.Sum(static bucket => bucket.Sessions), histogram.Buckets[0].Sessions));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(100_000)]
    public async Task There_are_never_more_than_sixty(int minutes)
    {
        await FoldAsync(2, minutes);

        var histogram = await _index.Queries.HistogramAsync(IndexFolder.Project, SessionFilter.None, Token);

        Assert.InRange(histogram.Buckets.Count, 1, 60);
        Assert.Equal(2, histogram.Buckets.Sum(static bucket => bucket.Sessions));
    }

    [Fact]
    public async Task Absurd_ranges_are_answered()
    {
        await FoldAsync(5);
        var filter = new SessionFilter { From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue };

        var histogram = await _index.Queries.HistogramAsync(IndexFolder.Project, filter, Token);

        Assert.InRange(histogram.Buckets.Count, 1, 60);
        Assert.Equal(5, histogram.Buckets.Sum(static bucket => bucket.Sessions));
        Assert.Equal(5, (await _index.Queries.SummaryAsync(IndexFolder.Project, filter, Token)).Sessions);
        Assert.Empty((await _index.Queries.HistogramAsync("nope", filter, Token)).Buckets);
    }

    // One session a minute, or as far apart as said.
    private Task<bool> FoldAsync(int sessions, int minutes = 1) => _index.FoldAsync(Enumerable.Range(0, sessions).SelectMany(number =>
        Wire.Turn((number * 2) + 1, $"s{number}", $"t{number}", 0, "q", "a").Select(span => span with
        {
            StartTime = span.StartTime.AddMinutes(number * minutes),
            EndTime = span.EndTime.AddMinutes(number * minutes),
        })));
}
