using System.Net;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Integration;

/// <summary>Whatever stands in an address, the sessions page answers with a page.</summary>
public sealed class ForgedAddressTests(DashboardServer server) : IClassFixture<DashboardServer>
{
    [Fact]
    public async Task A_thousand_filters_are_a_page()
    {
        var query = string.Concat(Enumerable.Range(0, 1_000).Select(static i => $"&tool=tool-{i}&verdict=e:l{i}"))[1..];

        Assert.Equal(HttpStatusCode.OK, await GetAsync($"/sessions?{query}"));
    }

    [Fact]
    public async Task A_search_of_ten_thousand_characters_is_a_page() =>
        Assert.Equal(HttpStatusCode.OK, await GetAsync($"/sessions?q={new string('q', 10_000)}"));

    [Fact]
    public async Task Hostile_strings_in_every_place_are_a_page()
    {
        foreach (var text in HostileStrings.All.Where(static text => text.Length is > 0 and < 300).Take(120))
        {
            var hostile = Uri.EscapeDataString(text);

            var status = await GetAsync($"/sessions?q={hostile}&from={hostile}&range={hostile}&verdict={hostile}&tool={hostile}&sort={hostile}&page={hostile}&turn={hostile}");

            Assert.True(status == HttpStatusCode.OK, $"{status} for {text}");
        }
    }

    private async Task<HttpStatusCode> GetAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
