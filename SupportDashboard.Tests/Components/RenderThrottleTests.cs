using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Components;

namespace SupportDashboard.Tests.Components;

public sealed class RenderThrottleTests : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _clock = new();
    private readonly RenderThrottle _throttle;
    private int _renders;

    public RenderThrottleTests() => _throttle = new RenderThrottle(
        () =>
        {
            _renders++;
            return Task.CompletedTask;
        },
        Interval,
        _clock);

    [Fact]
    public void A_burst_of_requests_renders_at_once_and_once_more_at_the_end()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _throttle.Request();
        }

        _clock.Advance(TimeSpan.Zero);
        Assert.Equal(1, _renders);

        for (var i = 0; i < 1_000; i++)
        {
            _throttle.Request();
        }

        _clock.Advance(Interval / 2);
        Assert.Equal(1, _renders);
        _clock.Advance(Interval);
        Assert.Equal(2, _renders);
        _clock.Advance(Interval * 10);
        Assert.Equal(2, _renders);
    }

    [Fact]
    public void A_steady_stream_renders_once_per_interval()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _throttle.Request();
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(_renders, 9, 11);
    }

    [Fact]
    public async Task Nothing_renders_after_the_end()
    {
        _throttle.Request();
        _clock.Advance(TimeSpan.Zero);
        _throttle.Request();

        await _throttle.DisposeAsync();
        _throttle.Request();
        _clock.Advance(Interval * 10);

        Assert.Equal(1, _renders);
    }

    public ValueTask DisposeAsync() => _throttle.DisposeAsync();
}
