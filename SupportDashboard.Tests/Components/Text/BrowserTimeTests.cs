using Bunit;
using SupportDashboard.Components.Text;

namespace SupportDashboard.Tests.Components.Text;

/// <summary>The browser is asked for its zone once, and waited for only where nothing else told it.</summary>
public sealed class BrowserTimeTests : ComponentTests
{
    private const string Berlin = "Europe/Berlin";

    [Fact]
    public async Task Until_the_browser_answers_times_are_UTC_and_then_its_own()
    {
        var (time, zone) = Asked();
        var told = time.WhenToldAsync(Xunit.TestContext.Current.CancellationToken);

        Assert.False(told.IsCompleted);
        Assert.Equal(TimeZoneInfo.Utc, time.Zone);

        zone.SetResult(Berlin);
        await told;

        Assert.Equal(Berlin, time.Zone.Id);
    }

    [Fact]
    public async Task Who_asks_a_second_time_shares_the_answer_of_the_first()
    {
        var (time, zone) = Asked();
        Task[] both = [time.LoadAsync(Xunit.TestContext.Current.CancellationToken), time.WhenToldAsync(Xunit.TestContext.Current.CancellationToken)];
        zone.SetResult(Berlin);
        await Task.WhenAll(both);

        Assert.Single(zone.Invocations);
    }

    [Fact]
    public void A_zone_that_came_with_the_request_is_not_waited_for()
    {
        var (time, _) = Asked();
        time.Use(Berlin);

        Assert.True(time.WhenToldAsync(Xunit.TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        Assert.Equal(Berlin, time.Zone.Id);
    }

    [Fact]
    public async Task A_browser_that_tells_nonsense_leaves_UTC()
    {
        var (time, zone) = Asked();
        zone.SetResult("Nowhere/At all");
        await time.LoadAsync(Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(TimeZoneInfo.Utc, time.Zone);
    }

    [Fact]
    public async Task Who_waits_can_give_up_without_taking_the_answer_from_others()
    {
        var (time, zone) = Asked();
        using var left = new CancellationTokenSource();
        var leaving = time.LoadAsync(left.Token);
        var staying = time.LoadAsync(Xunit.TestContext.Current.CancellationToken);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        zone.SetResult(Berlin);
        await staying;

        Assert.Equal(Berlin, time.Zone.Id);
    }

    private (BrowserTime Time, JSRuntimeInvocationHandler<string?> Zone) Asked()
    {
        var zone = JSInterop.Setup<string?>("dashboardPage.zone");
        return (new BrowserTime(JSInterop.JSRuntime, Clock), zone);
    }
}
