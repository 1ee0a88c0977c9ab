using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Components.Evaluations;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Tests.Components.Evaluations;

public sealed class RunPaceTests
{
    private readonly FakeTimeProvider _clock = new(RunSamples.Start);

    [Fact]
    public void A_page_that_is_opened_late_knows_the_pace_of_the_whole_run()
    {
        _clock.Advance(TimeSpan.FromMinutes(2));
        var pace = new RunPace(_clock);

        pace.Add(RunSamples.Running(100_000, 200));

        Assert.Equal(100, pace.PerMinute!.Value, 1e-6);
        Assert.Equal(998, pace.Left!.Value.TotalMinutes, 1e-6);
    }

    [Fact]
    public void The_last_minute_counts_and_not_how_it_began()
    {
        var pace = new RunPace(_clock);
        for (var second = 0; second <= 300; second += 10)
        {
            pace.Add(RunSamples.Running(10_000, second < 200 ? 0 : (second - 200) * 10));
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.InRange(pace.PerMinute!.Value, 590, 610);
        Assert.InRange(pace.Left!.Value.TotalMinutes, 14, 16);
    }

    [Fact]
    public void Nothing_is_promised_before_anything_is_known_nor_while_it_is_paused()
    {
        var pace = new RunPace(_clock);
        pace.Add(RunSamples.Running(100, 0));
        Assert.Null(pace.Left);

        _clock.Advance(TimeSpan.FromMinutes(1));
        pace.Add(RunSamples.Running(100, 50));
        Assert.NotNull(pace.Left);
        pace.Add(RunSamples.Running(100, 50) with { State = EvaluationRunState.Paused });
        Assert.Null(pace.Left);
    }
}
