using System.Net;
using SupportDashboard.Tests.Integration;

namespace SupportDashboard.Tests.Security;

public sealed class SecurityHeaderTests(DashboardServer server) : IClassFixture<DashboardServer>
{
    [Fact]
    public async Task A_page_lets_nothing_foreign_in_and_cannot_be_framed()
    {
        using var http = new HttpClient { BaseAddress = server.Address };

        using var page = await http.GetAsync("/settings", TestContext.Current.CancellationToken);

        var policy = string.Join("; ", page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_foreign_host_name_is_not_served()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Host = "attacker.example";

        using var page = await http.GetAsync("/settings", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
    }

    [Fact]
    public async Task An_unknown_address_answers_404_with_a_page()
    {
        using var http = new HttpClient { BaseAddress = server.Address };

        using var page = await http.GetAsync("/nowhere", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("There is nothing at this address", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Health_is_told(string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };

        Assert.Equal("Healthy", await http.GetStringAsync(path, TestContext.Current.CancellationToken));
    }
}
