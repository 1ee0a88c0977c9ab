using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Integration;
using static System.FormattableString;

namespace SupportDashboard.Bench.Runs;

/// <summary>
/// How long an evaluation run takes, from the click to the last annotation in Phoenix, against a bare loop over the official client that makes as many calls
/// at the same time; with the ledger in a file and in PostgreSQL. A loop with three calls, as evaluation libraries use, is timed on a part and reckoned up.
/// </summary>
internal sealed class RunsBench : IBenchmark
{
    private const int Turns = 3;
    private const int WarmUp = 500;

    public string Name => "runs";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        using var scratch = new ScratchFolder();
        await using var judge = await FakeJudge.StartAsync(cancellationToken);
        var stage = new Stage(options, judge, scratch.Path, await SeedAsync(options, judge, scratch.Path, cancellationToken));
        var figures = new List<Figure>();
        foreach (var store in options.Stores)
        {
            figures.AddRange(store == BenchOptions.Sqlite ? await OnFileAsync(stage, cancellationToken) : await OnPostgresAsync(stage, cancellationToken));
        }

        return figures;
    }

    // The same conversations for all that is measured; their ledger and index stay in the folder as they would in use.
    private static async Task<IReadOnlyList<string>> SeedAsync(BenchOptions options, FakeJudge judge, string folder, CancellationToken cancellationToken)
    {
        await using var host = await RunHost.StartAsync(new(folder, judge.Endpoint, options.Concurrency[0]), cancellationToken);
        return await host.SeedAsync(Math.Max(WarmUp, options.RunSizes.Max()), Turns, cancellationToken);
    }

    private static async Task<IReadOnlyList<Figure>> OnFileAsync(Stage stage, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        foreach (var atOnce in stage.Options.Concurrency)
        {
            figures.AddRange(await CompareAsync(stage, stage.Setup(atOnce), new("", 1.05, 1.1), stage.Options.RunSizes, cancellationToken));
        }

        var setup = stage.Setup(stage.Options.Concurrency[stage.Options.Concurrency.Count / 2]) with { Traces = false };
        figures.AddRange(await CompareAsync(stage, setup, new(", judges not traced", null, null), [stage.Options.RunSizes.Min()], cancellationToken));
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> OnPostgresAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (PostgresProcess.FindBinaries() is not { } binaries)
        {
            return [new("runs: over PostgreSQL", "left out: no server was found; Debian's package is postgresql", "<= 1.25")];
        }

        await using var server = await PostgresProcess.StartAsync(binaries, [], cancellationToken);
        var figures = new List<Figure>();
        foreach (var atOnce in stage.Options.Concurrency)
        {
            var setup = stage.Setup(atOnce) with { Postgres = await server.CreateDatabaseAsync(cancellationToken) };
            figures.AddRange(await CompareAsync(stage, setup, new(", over PostgreSQL", 1.25, 1.25), stage.Options.RunSizes, cancellationToken));
        }

        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> CompareAsync(Stage stage, RunSetup setup, RunCase which, IReadOnlyList<int> sizes, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        await using var host = await RunHost.StartAsync(setup, cancellationToken);
        await host.IndexedAsync(stage.Sessions.Count, cancellationToken);
        var transcript = await host.Get<TranscriptReader>().ReadAsync(LoadSpans.Project, stage.Sessions[0], cancellationToken);
        var comparison = new RunComparison(stage.Judge, host, new BareCalls(stage.Judge.Endpoint, transcript!), setup.Concurrency, stage.Options.Rounds);
        await comparison.WarmUpAsync([.. stage.Sessions.Take(WarmUp)], cancellationToken);
        foreach (var size in sizes)
        {
            foreach (var delay in which.Most is null ? [stage.Options.Delays.Min()] : stage.Options.Delays)
            {
                var ideal = Math.Ceiling((double)size / setup.Concurrency) * delay / 1000;
                var name = Invariant($"runs: {size:#,0} sessions, judge {delay / 1000.0:0.0} s, {setup.Concurrency} at once{which.Name}");
                var measured = ideal > stage.Options.Longest
                    ? [new Figure(name, Invariant($"left out: {ideal:0} s at best; --longest {ideal:0} measures it"), which.Target)]
                    : await comparison.CompareAsync(name, [.. stage.Sessions.Take(size)], TimeSpan.FromMilliseconds(delay), which, cancellationToken);
                figures.AddRange(measured);

                // All of them take an hour: what is known already is told.
                await Console.Error.WriteAsync(string.Concat(measured.Select(static figure => $"{figure.Name}: {figure.Measured}\n")));
            }
        }

        return figures;
    }

    private sealed record Stage(BenchOptions Options, FakeJudge Judge, string Folder, IReadOnlyList<string> Sessions)
    {
        public RunSetup Setup(int atOnce) => new(Folder, Judge.Endpoint, atOnce);
    }
}
