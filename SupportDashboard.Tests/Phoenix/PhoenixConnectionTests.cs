using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Phoenix;

public sealed class PhoenixConnectionTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Health_goes_down_with_a_reason_and_comes_back()
    {
        var connection = new PhoenixConnection(_clock);
        var told = 0;
        using var subscription = connection.Subscribe(() => told++);
        Assert.Equal(PhoenixHealthState.Connecting, connection.Health.State);

        connection.ReportSuccess("20.3.0");
        var connected = connection.Health;
        _clock.Advance(TimeSpan.FromSeconds(10));
        connection.ReportFailure(new PhoenixException(PhoenixFailure.Timeout, "Phoenix did not answer in time."));
        connection.PlanRetry(_clock.GetUtcNow().AddSeconds(4));
        var down = connection.Health;
        _clock.Advance(TimeSpan.FromSeconds(4));
        connection.ReportFailure(new PhoenixException(PhoenixFailure.Timeout, "Phoenix did not answer in time."));
        Assert.Equal(down.Since, connection.Health.Since);
        connection.ReportSuccess("20.3.0");

        Assert.True(connected.IsConnected);
        Assert.Equal((PhoenixHealthState.Unreachable, "Phoenix did not answer in time.", connected.LastSuccess), (down.State, down.Reason, down.LastSuccess));
        Assert.Equal(_clock.GetUtcNow(), down.NextRetry);
        Assert.Equal((PhoenixHealthState.Connected, _clock.GetUtcNow(), (string?)null, (DateTimeOffset?)null), (connection.Health.State, connection.Health.Since, connection.Health.Reason, connection.Health.NextRetry));
        Assert.Equal(4, told);
    }

    [Fact]
    public void An_answer_like_the_last_one_tells_nobody()
    {
        var connection = new PhoenixConnection(_clock);
        connection.ReportSuccess("20.3.0");
        var told = 0;
        using var subscription = connection.Subscribe(() => told++);

        _clock.Advance(TimeSpan.FromSeconds(1));
        connection.ReportSuccess("20.3.0");

        Assert.Equal(0, told);
        Assert.Equal(_clock.GetUtcNow(), connection.Health.LastSuccess);
    }

    [Theory]
    [InlineData(PhoenixFailure.NotFound)]
    [InlineData(PhoenixFailure.Invalid)]
    [InlineData(PhoenixFailure.Forbidden)]
    [InlineData(PhoenixFailure.TooLarge)]
    public void A_failure_of_one_call_says_nothing_about_the_server(PhoenixFailure kind)
    {
        var connection = new PhoenixConnection(_clock);
        connection.ReportSuccess("20.3.0");

        connection.ReportFailure(new PhoenixException(kind, "It failed."));

        Assert.True(connection.Health.IsConnected);
    }

    [Theory]
    [InlineData("13.5.0", true, false, false)]
    [InlineData("13.9.0", true, true, false)]
    [InlineData("14.17.0", true, true, true)]
    [InlineData("20.3.0rc1", true, true, true)]
    [InlineData("20.3.0-rc.1", true, true, true)]
    [InlineData("13.4.9", false, false, false)]
    [InlineData("8.0.0", false, false, false)]
    public void The_version_says_what_the_server_can_do(string version, bool usable, bool byTrace, bool notes)
    {
        var connection = new PhoenixConnection(_clock);

        connection.ReportSuccess(version);

        Assert.Equal((byTrace, notes), (connection.Capabilities.FiltersSpansByTrace, connection.Capabilities.HasSessionNotes));
        Assert.Equal(usable, connection.Health.IsConnected);
        Assert.Equal(usable, connection.Health.Reason is null);
    }
}
