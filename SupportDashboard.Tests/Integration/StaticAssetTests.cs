namespace SupportDashboard.Tests.Integration;

public sealed class StaticAssetTests(DashboardServer server) : IClassFixture<DashboardServer>
{
    [Theory]
    [InlineData("/css/app.css")]
    [InlineData("/favicon.svg")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task Every_asset_answers_with_bytes(string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };

        var bytes = await http.GetByteArrayAsync(path, TestContext.Current.CancellationToken);

        Assert.NotEmpty(bytes);
    }
}
