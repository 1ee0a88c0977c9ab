using Bunit;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class FilterChipsTests : ComponentTests
{
    [Fact]
    public void Each_filter_that_is_on_is_a_chip_that_takes_it_away()
    {
        var address = new SessionsAddress { Search = "refund", Range = "7d", HasErrors = true, NeedsLook = true, PageNumber = 3 }
            .Toggle("resolution_status", "unresolved").ToggleValue("failed_tool", "get_order");

        var chips = Show(address).FindAll(".chips a");

        Assert.Equal(
            ["Said: refund", "Last 7 days", "Needs a look", "A step failed", "Resolution: Unresolved", "Tool failed: get_order", "Clear all"],
            chips.Select(static chip => chip.TextContent.Trim()));
        Assert.Equal("/sessions?q=refund&range=7d&verdict=resolution_status%3Aunresolved&errors=1&look=1", chips[5].GetAttribute("href"));
        Assert.Equal("/sessions", chips[6].GetAttribute("href"));
        Assert.All(chips.SkipLast(1), chip => Assert.StartsWith("Remove the filter ", chip.GetAttribute("aria-label"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_without_filters_has_no_chips() => Assert.Equal("", Show(new SessionsAddress()).Markup.Trim());

    [Fact]
    public void What_the_address_said_wrongly_and_what_was_left_out_is_said_quietly()
    {
        var address = SessionsAddress.Parse("http://localhost/sessions?sort=price", null);

        var notes = Show(address, new SessionPage([], 10_000) { SearchCapped = true, LeftOut = ["Only the first 12 words are looked for."] }).Find(".notes").TextContent;

        Assert.Contains("The list cannot be sorted by “price”", notes, StringComparison.Ordinal);
        Assert.Contains("Only the first 12 words are looked for.", notes, StringComparison.Ordinal);
        Assert.Contains("10,000+ matches", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_filters_are_text()
    {
        foreach (var text in HostileStrings.All.Where(static text => text.Trim().Length > 0).Take(400))
        {
            var address = new SessionsAddress { Search = text, Remarks = [text] }.ToggleValue("tool", text).Toggle(text, text);

            var chips = Show(address, new SessionPage([], 0) { LeftOut = [text] });

            Assert.Empty(chips.FindAll("script, img, iframe, [onerror], [onload]"));
            Assert.Equal($"Said: {text}", chips.Find(".chips a span").TextContent);
            Assert.All(chips.FindAll(".chips a"), static chip => Assert.StartsWith("/sessions", chip.GetAttribute("href"), StringComparison.Ordinal));
        }
    }

    private IRenderedComponent<FilterChips> Show(SessionsAddress address, SessionPage? page = null) =>
        Render<FilterChips>(parameters => parameters.Add(p => p.Address, address).Add(p => p.Page, page));
}
