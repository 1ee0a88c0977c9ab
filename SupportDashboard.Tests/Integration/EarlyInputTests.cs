using AngleSharp.Html.Parser;

namespace SupportDashboard.Tests.Integration;

/// <summary>A page is painted before it listens. What somebody writes until then would be lost, so nothing can be written yet.</summary>
public sealed class EarlyInputTests(DashboardServer server) : IClassFixture<DashboardServer>
{
    [Theory]
    [InlineData("/chat")]
    [InlineData("/sessions")]
    [InlineData("/sessions?view=table&session=x")]
    [InlineData("/evaluations")]
    [InlineData("/evaluations/evaluators")]
    [InlineData("/evaluations/evaluators/new")]
    [InlineData("/evaluations/evaluators/new?from=resolution_status")]
    [InlineData("/evaluations/evaluators/resolution_status?tab=try")]
    [InlineData("/evaluations/rules/new")]
    [InlineData("/settings")]
    public async Task Nothing_can_be_written_into_a_page_that_does_not_listen_yet(string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var page = await new HtmlParser().ParseDocumentAsync(await http.GetStringAsync(path, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        var open = page.QuerySelectorAll("input:not([type=hidden], [readonly], [hidden]), textarea, select").Where(static field => !field.HasAttribute("disabled") && field.Closest("fieldset[disabled]") is null);

        Assert.Empty(open.Select(static field => field.OuterHtml));
    }
}
