using SupportDashboard.Components.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class FigureChangeTests
{
    [Theory]
    [InlineData(108, 100, "↑ 8\u00a0% more")]
    [InlineData(1, 1_000, "↓ 100\u00a0% less")]
    [InlineData(1_001, 1_000, "↑ under 1\u00a0% more")]
    [InlineData(5_000, 100, "↑ 50 times more")]
    [InlineData(100, 100, "= as before")]
    [InlineData(0, 0, "= as before")]
    [InlineData(5, 0, " none before")]
    public void Amounts_are_told_relative_to_what_they_were(int now, int before, string words) => Assert.Equal(words, Words(FigureChange.OfAmount(now, before)));

    [Fact]
    public void An_amount_of_unlimited_growth_stays_a_word() => Assert.Equal("↑ 10 B times more", Words(FigureChange.OfAmount(10_000_000_000m, 1)));

    [Theory]
    [InlineData(0.84, 0.87, true, "↓ 3 points worse", VerdictTone.Bad)]
    [InlineData(0.84, 0.83, true, "↑ 1 point better", VerdictTone.Good)]
    [InlineData(0.84, 0.83, false, "↑ 1 point worse", VerdictTone.Bad)]
    [InlineData(0.841, 0.839, true, "= as before", VerdictTone.Neutral)]
    public void Shares_move_by_points(double now, double before, bool moreIsBetter, string words, VerdictTone tone)
    {
        var change = FigureChange.OfShare(now, before, moreIsBetter);

        Assert.Equal((words, tone), (Words(change), change.Tone));
    }

    [Fact]
    public void Nothing_known_is_compared_with_nothing()
    {
        Assert.Equal(" none before", Words(FigureChange.OfShare(0.5, null, true)));
        Assert.Equal(" none before", Words(FigureChange.OfMedian(null, 2)));
        Assert.Equal(" none before", Words(FigureChange.OfTime(TimeSpan.FromSeconds(1), null)));
    }

    [Theory]
    [InlineData(3, 1, "↑ 2 more", VerdictTone.Bad)]
    [InlineData(1, 1_501, "↓ 1,500 fewer", VerdictTone.Good)]
    public void Fewer_faults_are_better(int now, int before, string words, VerdictTone tone)
    {
        var change = FigureChange.OfFaults(now, before);

        Assert.Equal((words, tone), (Words(change), change.Tone));
    }

    [Theory]
    [InlineData(2_000, 1_000, "↑ 1.0 s slower")]
    [InlineData(1_020, 1_000, "= as before")]
    [InlineData(1_000, 2_000, "↓ 1.0 s faster")]
    public void Times_within_their_precision_are_the_same(int now, int before, string words) =>
        Assert.Equal(words, Words(FigureChange.OfTime(TimeSpan.FromMilliseconds(now), TimeSpan.FromMilliseconds(before))));

    private static string Words(FigureChange change) => $"{change.Arrow} {change.Words}";
}
