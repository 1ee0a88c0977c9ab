using Bunit;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class SpanOriginTests : ComponentTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public void It_is_closed_and_names_service_library_resource_and_links()
    {
        var row = Show(new StepOrigin
        {
            Service = "desk",
            Library = "lib 1.2",
            Resource = [new("host.name", "h1"), new("service.name", "desk")],
            Links = [new(Trace, "b7ad6b7169203331", 3, [new("why", "retry")]), new("other", "x", null, [])],
        });

        var origin = row.Find("details.origin");
        Assert.False(origin.HasAttribute("open"));
        Assert.Equal("desk", origin.QuerySelector("summary > span")!.TextContent);
        Assert.Equal(["lib 1.2", "h1", "desk"], origin.QuerySelectorAll("dd").Select(static text => text.TextContent));
        Assert.EndsWith("?turn=3", Assert.Single(origin.QuerySelectorAll("li a")).GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal([Trace, "b7ad6b7169203331", "other", "x"], origin.QuerySelectorAll("button").Select(static button => button.GetAttribute("data-copy")));
        Assert.Equal("why: retry", origin.QuerySelector(".why")!.TextContent);
    }

    [Fact]
    public void A_span_of_a_server_that_keeps_nothing_of_it_shows_nothing() => Assert.Empty(Show(null).FindAll(".origin"));

    [Fact]
    public void Hostile_text_in_it_is_text()
    {
        foreach (var payload in HostileStrings.All.Where(static text => text.Contains('<', StringComparison.Ordinal)).Take(300))
        {
            var row = Show(new StepOrigin { Service = payload, Library = payload, Resource = [new(payload, payload)], Links = [new(payload, payload, null, [new(payload, payload)])] });

            Assert.All(row.FindAll(".origin dd"), text => Assert.Equal(payload, text.TextContent));
            Assert.All(row.FindAll(".origin button"), button => Assert.Equal(payload, button.GetAttribute("data-copy")));
            Assert.Empty(row.FindAll(".origin a, script, img, iframe, [onerror], [onload]"));
        }
    }

    private IRenderedComponent<SpanRow> Show(StepOrigin? origin) =>
        Render<SpanRow>(parameters => parameters.Add(p => p.Span, Samples.Turn().Spans[0] with { Origin = origin }).Add(p => p.Whole, TimeSpan.FromSeconds(2)));
}
