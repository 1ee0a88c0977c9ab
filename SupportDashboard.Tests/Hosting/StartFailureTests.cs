using Microsoft.AspNetCore.Builder;
using SupportDashboard.Hosting;

namespace SupportDashboard.Tests.Hosting;

public sealed class StartFailureTests
{
    [Fact]
    public async Task An_address_that_is_taken_is_told_with_the_way_out()
    {
        var token = TestContext.Current.CancellationToken;
        await using var first = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]).Build();
        await first.StartAsync(token);
        await using var second = WebApplication.CreateSlimBuilder(["--urls", first.Urls.Single()]).Build();

        var failure = await Assert.ThrowsAnyAsync<IOException>(() => second.StartAsync(token));

        Assert.Contains("--urls", StartFailure.Describe(failure), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_that_nobody_expected_keeps_its_stack_trace() =>
        Assert.Null(StartFailure.Describe(new InvalidOperationException("broken")));
}
