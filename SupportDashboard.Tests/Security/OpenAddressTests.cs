using Microsoft.AspNetCore.Builder;
using SupportDashboard.Security;

namespace SupportDashboard.Tests.Security;

public sealed class OpenAddressTests
{
    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    public async Task An_address_that_other_machines_reach_is_refused(string url)
    {
        await using var app = Build(url);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.IsType<OpenAddressException>(refused.GetBaseException());
        Assert.Contains("serves this machine only", refused.GetBaseException().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loopback_address_is_served()
    {
        await using var app = Build("http://127.0.0.1:0");

        await app.StartAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(app.Urls);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static WebApplication Build(string url)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", url]);
        builder.AddSecurity();
        return builder.Build();
    }
}
