using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using SupportDashboard.Tests.LocalPhoenix.Crash;
using static System.FormattableString;

namespace SupportDashboard.Bench.Crash;

/// <summary>
/// Kills the application with SIGKILL at random moments under load from four senders, starts it again and compares, as the tests do for
/// a few rounds. It ends with an exception when anything acknowledged is missing or doubled or a sum is wrong.
/// </summary>
internal sealed class CrashBench : IBenchmark
{
    public string Name => "crash";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder();
        var seed = Environment.TickCount;
        await Console.Error.WriteLineAsync(Invariant($"seed {seed}"));
        var crashes = new CrashRounds(folder.Path, seed);
        await crashes.RunAsync(options.Rounds, Console.Error.WriteLine, cancellationToken);

        var starts = new Samples();
        crashes.Starts.ForEach(starts.Add);
        return
        [
            new(
                Invariant($"crash: {options.Rounds} rounds of kill -9 under 4 senders, acknowledged and then lost, doubled or summed wrong"),
                Invariant($"0 of {crashes.Spans:#,0} spans and {crashes.Annotations:#,0} annotations"),
                "0"),
            new("crash: process to first answer of the embedded Phoenix after a crash", Invariant($"p50 {starts.Median:0} ms, p95 {starts.P95:0} ms, longest {starts.Max:0} ms"), "<= 2,500 ms"),
        ];
    }
}
