using SupportDashboard.Components.Text;

namespace SupportDashboard.Tests.Components.Text;

public sealed class FiguresTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "0 turns")]
    [InlineData(1, "1 turn")]
    [InlineData(3412, "3,412 turns")]
    public void A_count_carries_its_noun(long value, string expected) => Assert.Equal(expected, Figures.Count(value, "turn"));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(9_999, "9,999")]
    [InlineData(12_400, "12.4 k")]
    [InlineData(5_100_000, "5.1 M")]
    [InlineData(2_000_000_000, "2 B")]
    public void A_large_number_is_short(long value, string expected) => Assert.Equal(expected, Figures.Short(value));

    [Fact]
    public void What_is_not_known_is_never_zero()
    {
        Assert.Equal("–", Figures.Percent(null));
        Assert.Equal("–", Figures.Decimal(null));
        Assert.Equal("–", Figures.Score(null));
        Assert.Equal("–", Figures.Duration(null));
        Assert.Equal("cost unknown", Figures.Dollars(null));
    }

    [Theory]
    [InlineData(0, "0\u00a0%")]
    [InlineData(0.666, "67\u00a0%")]
    [InlineData(1, "100\u00a0%")]
    public void A_share_is_a_percentage_that_does_not_break(double share, string expected) => Assert.Equal(expected, Figures.Percent(share));

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(84.4, "84 ms")]
    [InlineData(999.4, "999 ms")]
    [InlineData(999.6, "1.0 s")]
    [InlineData(59_949, "59.9 s")]
    [InlineData(59_960, "1 min 0 s")]
    [InlineData(125_000, "2 min 5 s")]
    [InlineData(3_599_400, "59 min 59 s")]
    [InlineData(3_599_600, "1 h 0 min")]
    [InlineData(11_520_000, "3 h 12 min")]
    [InlineData(259_200_000, "3 days")]
    public void A_duration_has_the_unit_people_would_say(double milliseconds, string expected) =>
        Assert.Equal(expected, Figures.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(-5, "now")]
    [InlineData(44, "now")]
    [InlineData(50, "1 min")]
    [InlineData(3_000, "50 min")]
    [InlineData(18_000, "5 h")]
    [InlineData(86_400, "1 day")]
    [InlineData(259_200, "3 days")]
    [InlineData(864_000, "12 Nov 2026")]
    public void An_instant_is_told_by_its_age(int secondsAgo, string expected) =>
        Assert.Equal(expected, Figures.Ago(Now.AddSeconds(-secondsAgo), Now, TimeZoneInfo.Utc));

    [Theory]
    [InlineData(0, "$0")]
    [InlineData(0.004, "under $0.01")]
    [InlineData(1234.5, "$1,234.50")]
    public void Money_is_never_rounded_to_nothing(double value, string expected) => Assert.Equal(expected, Figures.Dollars((decimal)value));

    [Fact]
    public void A_time_is_shown_in_the_readers_zone_with_its_offset()
    {
        var berlin = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), null, null);

        Assert.Equal("22 Nov 2026, 13:00:00 (UTC+01:00)", Clock.Exact(Now, berlin));
        Assert.Equal("22 Nov 2026, 12:00:00 (UTC)", Clock.Exact(Now, TimeZoneInfo.Utc));
        Assert.Equal("13:00:00", Clock.TimeOfDay(Now, berlin));
    }
}
