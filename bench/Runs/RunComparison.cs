using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.Runs;

/// <summary>Runs and bare loops one after the other, with the same judge, and what comes out.</summary>
internal sealed class RunComparison(FakeJudge judge, RunHost host, BareCalls bare, int atOnce, int rounds)
{
    private const int FewAtOnce = 3;
    private const int FewCalls = 30;
    private const int MostWarmUps = 20;
    private const int SettledWarmUps = 3;

    /// <summary>Lets both sides run until their code is compiled, which shows in that a round takes no less work than one before.</summary>
    public async Task WarmUpAsync(IReadOnlyList<string> sessions, CancellationToken cancellationToken)
    {
        (judge.Delay, judge.Refuses) = (TimeSpan.FromMilliseconds(1), false);
        var least = TimeSpan.MaxValue;
        for (var (round, settled) = (0, 0); round < MostWarmUps && settled < SettledWarmUps; round++)
        {
            await bare.RunAsync(sessions.Count, atOnce, cancellationToken);
            var before = Environment.CpuUsage.TotalTime;
            await host.RunAsync(sessions, cancellationToken);
            var work = Environment.CpuUsage.TotalTime - before;
            settled = work < least * 0.95 ? 0 : settled + 1;
            least = work < least ? work : least;
        }
    }

    /// <summary>Measures with a judge that takes all, and with one that refuses some.</summary>
    public async Task<IReadOnlyList<Figure>> CompareAsync(string name, IReadOnlyList<string> sessions, TimeSpan delay, RunCase which, CancellationToken cancellationToken)
    {
        (judge.Delay, judge.Refuses) = (delay, false);
        var ideal = Math.Ceiling((double)sessions.Count / atOnce) * delay.TotalSeconds;
        var few = (await bare.RunAsync(FewCalls, FewAtOnce, cancellationToken)).TotalSeconds * sessions.Count / FewCalls;
        var plain = await MeasureAsync(sessions, cancellationToken);
        var figure = new Figure(
            name,
            Invariant($"{plain.Ratio.Ratio()}; {plain.Run.Median:0.0} s against {plain.Bare.Median:0.0} s; ideal {ideal:0.0} s; three at once {few:0} s; {plain.Work.Median:0.0} ms of processor time a session beside the call"),
            which.Target);
        if (which.Most is null)
        {
            return [figure];
        }

        judge.Refuses = true;
        var refused = await MeasureAsync(sessions, cancellationToken);
        return [figure, new(name + ", 5 % of 429", Invariant($"{refused.Ratio.Ratio()}; {refused.Run.Median:0.0} s against {refused.Bare.Median:0.0} s"), which.RefusedTarget)];
    }

    private async Task<Measured> MeasureAsync(IReadOnlyList<string> sessions, CancellationToken cancellationToken)
    {
        var measured = new Measured(new(), new(), new(), new());
        for (var round = 0; round < rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var loop = (await bare.RunAsync(sessions.Count, atOnce, cancellationToken)).TotalSeconds;
            var between = Environment.CpuUsage.TotalTime;
            var run = (await host.RunAsync(sessions, cancellationToken)).TotalSeconds;
            measured.Work.Add((Environment.CpuUsage.TotalTime - between - (between - before)) / sessions.Count);
            measured.Ratio.Add(run / loop);
            measured.Run.Add(run);
            measured.Bare.Add(loop);
        }

        return measured;
    }

    // Work is processor time for a session beyond what the loop's own call takes, reading, keeping and writing together.
    private sealed record Measured(Samples Ratio, Samples Run, Samples Bare, Samples Work);
}
