using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class TimeBandTests : ComponentTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly SessionHistogram Histogram = new(TimeSpan.FromHours(6), [new(Noon, 8, 2), new(Noon.AddHours(6), 0, 0), new(Noon.AddHours(12), 1, 1)]);

    private string Uri => Services.GetRequiredService<NavigationManager>().ToBaseRelativePath(Services.GetRequiredService<NavigationManager>().Uri);

    [Fact]
    public void Presets_are_links_and_the_chosen_one_says_so()
    {
        var band = Show(new SessionsAddress { Range = "7d", Search = "refund", PageNumber = 4 });

        Assert.Equal("/sessions?q=refund&range=24h", band.Find("[title='Last 24 hours']").GetAttribute("href"));
        Assert.Equal("true", band.Find("[title='Last 7 days']").GetAttribute("aria-current"));
        Assert.Equal("/sessions?q=refund", band.FindAll(".presets a")[0].GetAttribute("href"));
    }

    [Fact]
    public void Each_bar_is_a_link_to_its_own_stretch_of_time_and_says_what_is_in_it()
    {
        var bars = Show(new SessionsAddress()).FindAll(".bar");

        Assert.Equal(
            ["20 Nov 2026, 12:00 – 18:00: 8 conversations, 2 unresolved", "20 Nov 2026, 18:00 – 21 Nov 2026: 0 conversations", "21 Nov 2026, 00:00 – 06:00: 1 conversation, 1 unresolved"],
            bars.Select(static bar => bar.GetAttribute("aria-label")));
        Assert.Equal("/sessions?from=2026-11-20T12%3A00%3A00Z&to=2026-11-20T18%3A00%3A00Z", bars[0].GetAttribute("href"));
        Assert.Equal(["height:100%", "height:25%"], bars[0].QuerySelectorAll("[style]").Select(static part => part.GetAttribute("style")));
        Assert.Equal("height:0%", bars[1].QuerySelector("[style]")!.GetAttribute("style"));
    }

    [Theory]
    [InlineData(0, 1, "sessions?from=2026-11-20T12%3A00%3A00Z&to=2026-11-21T00%3A00%3A00Z")]
    [InlineData(2, 1, "sessions?from=2026-11-20T18%3A00%3A00Z&to=2026-11-21T06%3A00%3A00Z")]
    [InlineData(-7, 99, "sessions?from=2026-11-20T12%3A00%3A00Z&to=2026-11-21T06%3A00%3A00Z")]
    public void What_was_drawn_becomes_the_time_range(int first, int last, string uri)
    {
        Show(new SessionsAddress()).FindComponent<TimeHistogram>().Instance.Choose(first, last);

        Assert.Equal(uri, Uri);
    }

    [Fact]
    public void Drawing_on_an_empty_histogram_changes_nothing()
    {
        Show(new SessionsAddress(), SessionHistogram.Empty).FindComponent<TimeHistogram>().Instance.Choose(0, 5);

        Assert.Equal("", Uri);
    }

    [Fact]
    public void A_reset_takes_only_the_time_range_away()
    {
        Show(new SessionsAddress { Search = "refund", Range = "7d" }).FindComponent<TimeHistogram>().Instance.Reset();

        Assert.Equal("sessions?q=refund", Uri);
    }

    [Fact]
    public void A_range_of_ones_own_is_chosen_from_and_to()
    {
        var band = Show(new SessionsAddress());
        band.Find(".presets button").Click();

        band.FindAll(".own input")[0].Change("2026-11-01T08:30");
        band.FindAll(".own input")[1].Change("2026-11-02T00:00");
        band.Find("form").Submit();

        Assert.Equal("sessions?from=2026-11-01T08%3A30%3A00Z&to=2026-11-02T00%3A00%3A00Z", Uri);
        Assert.Empty(band.FindAll("form"));
    }

    [Theory]
    [InlineData("", "", "Choose when it begins, when it ends, or both.")]
    [InlineData("2026-11-02T00:00", "2026-11-01T00:00", "It has to end after it began.")]
    [InlineData("0001-01-01T00:00", "", "Choose a date between 1970 and 2199.")]
    [InlineData("9999-12-31T23:59", "", "Choose a date between 1970 and 2199.")]
    public void A_range_that_makes_no_sense_is_explained(string from, string to, string problem)
    {
        var band = Show(new SessionsAddress());
        band.Find(".presets button").Click();

        band.FindAll(".own input")[0].Change(from);
        band.FindAll(".own input")[1].Change(to);
        band.Find("form").Submit();

        Assert.Equal(problem, band.Find("[role=alert]").TextContent);
        Assert.Equal("", Uri);
    }

    [Fact]
    public void While_it_loads_and_without_matches_the_band_keeps_its_height_and_says_so()
    {
        Assert.Single(Show(new SessionsAddress(), null).FindAll(".chart .wait"));
        Assert.Contains("Nothing in this time.", Show(new SessionsAddress(), SessionHistogram.Empty).Find(".axis").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Weeks_begin_on_monday_and_days_are_the_readers()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        // Sunday, 22 November 2026, 23:30 in Berlin.
        var ranges = CalendarRange.All(new DateTimeOffset(2026, 11, 22, 22, 30, 0, TimeSpan.Zero), zone).ToDictionary(static range => range.Title);

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 23, 0, 0, TimeSpan.Zero), ranges["Today"].From);
        Assert.Equal((new DateTimeOffset(2026, 11, 8, 23, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 15, 23, 0, 0, TimeSpan.Zero)), (ranges["Last week"].From, ranges["Last week"].To));
        Assert.Equal(new DateTimeOffset(2026, 9, 30, 22, 0, 0, TimeSpan.Zero), ranges["Last month"].From);
        Assert.Equal("9 Nov 2026 – 15 Nov 2026", TimeWords.Between(ranges["Last week"].From, ranges["Last week"].To, zone));
        Assert.Equal("22 Nov 2026", TimeWords.Between(ranges["Today"].From, ranges["Today"].To, zone));
    }

    private IRenderedComponent<TimeBand> Show(SessionsAddress address) => Show(address, Histogram);

    private IRenderedComponent<TimeBand> Show(SessionsAddress address, SessionHistogram? histogram) =>
        Render<TimeBand>(parameters => parameters.Add(p => p.Address, address).Add(p => p.Histogram, histogram));
}
