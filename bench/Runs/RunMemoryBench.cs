using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using SupportDashboard.Evaluations;
using static System.FormattableString;

namespace SupportDashboard.Bench.Runs;

/// <summary>Whether a run takes more memory the longer it is: what is held after a full collection, late in the run against early in it.</summary>
internal sealed class RunMemoryBench : IBenchmark
{
    private const int AtOnce = 32;
    private const int Parts = 10;
    private const double Megabyte = 1024 * 1024;

    public string Name => "runs-memory";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var judge = await FakeJudge.StartAsync(cancellationToken);
        using var scratch = new ScratchFolder();
        await using var host = await RunHost.StartAsync(new(scratch.Path, judge.Endpoint, AtOnce) { Follows = false }, cancellationToken);
        var sessions = await host.SeedAsync(options.Sessions, 1, cancellationToken);
        judge.Delay = TimeSpan.FromMilliseconds(1);
        var runId = await host.Runs.StartAsync(new EvaluationRequest(LoadSpans.Project, sessions, [EvaluatorCatalog.ResolutionStatus.Name], Again: true), cancellationToken);
        var held = new List<double>();
        EvaluationRun run;
        do
        {
            await Task.Delay(1000, cancellationToken);
            run = (await host.Runs.FindAsync(runId, cancellationToken))!;
            if (run.Done >= run.Total / Parts * (held.Count + 1))
            {
                held.Add(GC.GetTotalMemory(forceFullCollection: true) / Megabyte);
            }
        }
        while (run.State == EvaluationRunState.Running);
        var (early, late) = (held.Skip(1).Take(3).Average(), held.TakeLast(3).Average());
        return
        [
            new(
                Invariant($"runs: memory held in the last against the first third of {sessions.Count:#,0} sessions"),
                Invariant($"{late / early:0.00}; {late:0} against {early:0} MB; {run.Written:#,0} written, {(run.FinishedAt - run.CreatedAt)?.TotalSeconds:0} s"),
                "<= 1.2"),
        ];
    }
}
