using SupportDashboard.Components.Text;

namespace SupportDashboard.Tests.Integration;

/// <summary>Who has been here before sees times of the own zone in the first drawing of a page.</summary>
public sealed class ZoneCookieTests(DashboardServer server) : IClassFixture<DashboardServer>
{
    [Theory]
    [InlineData("America%2FNew_York", "Since 2 Nov 2026, 19:30")]
    [InlineData("Europe/Berlin", "Since 3 Nov 2026, 01:30")]
    [InlineData(null, "Since 3 Nov 2026, 00:30")]
    [InlineData("Nowhere/<b>At</b>", "Since 3 Nov 2026, 00:30")]
    [InlineData("..%2F..%2Fetc%2Fpasswd", "Since 3 Nov 2026, 00:30")]
    public async Task Times_are_drawn_in_the_zone_that_the_request_tells(string? zone, string expected)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions?from=2026-11-03T00:30:00Z");
        if (zone is not null)
        {
            request.Headers.Add("Cookie", $"{BrowserTime.Cookie}={zone}");
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
