using System.Diagnostics;
using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Indexing;
using static System.FormattableString;

namespace SupportDashboard.Bench.Sessions;

/// <summary>Whether the sessions page stays as fast with a million sessions: pages, figures with counts, loading, size.</summary>
internal sealed class SessionsBench : IBenchmark
{
    private const int CallsPerCase = 20;
    private const int WarmUpCalls = 10;
    private const int ScannedCases = 5;

    public string Name => "sessions";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        using var scratch = new ScratchFolder();
        var folder = options.Data ?? scratch.Path;
        var figures = new List<Figure>();
        Samples? smallest = null;
        foreach (var sessions in options.SessionSizes.Order())
        {
            await using var store = await SessionStore.OpenAsync(folder, sessions);
            var pages = await PagesAsync(store, figures, cancellationToken);
            figures.Add(PageFigure(sessions, pages, smallest ??= pages));
            figures.AddRange(await FiguresAsync(store, cancellationToken));
            figures.Add(new(
                Invariant($"sessions: size at {sessions:#,0}, for each 100,000 sessions"),
                Invariant($"{Megabytes(store.FileBytes, sessions):0} MB on disk, {Megabytes(store.MemoryBytes, sessions):0.0} MB in memory"),
                "printed"));
            figures.Add(new(Invariant($"sessions: start to every question answered at {sessions:#,0}"), Invariant($"{store.KeptLoad.TotalMilliseconds:#,0} ms; without the columns' file {store.Load.TotalMilliseconds:#,0} ms"), "printed"));
        }

        return figures;
    }

    private static double Megabytes(long bytes, int sessions) => bytes / 1e6 / sessions * 100_000;

    private static Figure PageFigure(int sessions, Samples pages, Samples smallest) => new(
        Invariant($"sessions: one page of {sessions:#,0}, {PageCase.All.Count} combinations of filter, sort and search, p95 against the smallest"),
        Invariant($"{pages.P95 / smallest.P95:0.00}; p95 {pages.P95:0.0} ms, median {pages.Median:0.0} ms"),
        "<= 2 (budget 10 ms)");

    private static async Task<Samples> PagesAsync(SessionStore store, List<Figure> figures, CancellationToken cancellationToken)
    {
        var all = new Samples();
        var slowest = new List<(string Name, double P95)>();
        foreach (var pageCase in PageCase.All)
        {
            var random = new Random(1);
            var own = new Samples();
            for (var call = -WarmUpCalls; call < CallsPerCase; call++)
            {
                var query = pageCase.Query(random, store.Sessions);
                var started = Stopwatch.GetTimestamp();
                await store.Queries().PageAsync(query, cancellationToken);
                if (call >= 0)
                {
                    own.Add(Stopwatch.GetElapsedTime(started));
                    all.Add(Stopwatch.GetElapsedTime(started));
                }
            }

            slowest.Add((pageCase.Name, own.P95));
        }

        var worst = slowest.OrderByDescending(static entry => entry.P95).Take(5).Select(static entry => Invariant($"{entry.Name} {entry.P95:0.0} ms"));
        figures.Add(new(Invariant($"sessions: the slowest of them at {store.Sessions:#,0}, p95"), string.Join("; ", worst), "200 ms"));
        return all;
    }

    private static async Task<List<Figure>> FiguresAsync(SessionStore store, CancellationToken cancellationToken)
    {
        var (both, ratio, scanned) = (new Samples(), new Samples(), new Samples());
        foreach (var (pageCase, number) in PageCase.All.Select(static (pageCase, number) => (pageCase, number)))
        {
            var filter = pageCase.Filter(new Random(1));
            await AskAsync(store, filter, cancellationToken);
            var elapsed = await AskAsync(store, filter, cancellationToken);
            both.Add(elapsed);
            if (filter.Search is null && number % (PageCase.All.Count / ScannedCases) == 0)
            {
                var scan = await ScanAsync(store, filter, cancellationToken);
                scanned.Add(scan);
                ratio.Add(elapsed / scan);
            }
        }

        return
        [
            new(
                Invariant($"sessions: summary with the period before, and all facets, at {store.Sessions:#,0}, {PageCase.All.Count} filters"),
                Invariant($"median {both.Median:0.0} ms, p95 {both.P95:0.0} ms"),
                store.Sessions > 100_000 ? "budget 150 ms" : "budget 30 ms"),
            new(
                Invariant($"sessions: the same against a full SQL scan of a part of it, at {store.Sessions:#,0}"),
                Invariant($"{ratio.Median:0.000}; the scan {scanned.Median:#,0} ms"),
                "<= 0.2"),
        ];
    }

    private static async Task<TimeSpan> AskAsync(SessionStore store, SessionFilter filter, CancellationToken cancellationToken)
    {
        var queries = store.Queries();
        var started = Stopwatch.GetTimestamp();
        await queries.SummaryAsync(SessionFiller.Project, filter, cancellationToken);
        await queries.FacetsAsync(SessionFiller.Project, filter, cancellationToken);
        return Stopwatch.GetElapsedTime(started);
    }

    // The scan is spared the latencies, the period before, and half of the facets.
    private static Task<TimeSpan> ScanAsync(SessionStore store, SessionFilter filter, CancellationToken cancellationToken) => store.Database.ReadAsync(
        connection =>
        {
            var started = Stopwatch.GetTimestamp();
            var scan = new SqlScan(connection, store.Prices, SessionFiller.Project);
            scan.Summary(filter, latencies: false);
            foreach (var kind in (string[])[SessionValueKinds.Category, SessionValueKinds.Tool, SessionValueKinds.Error, ValueKinds.Verdict("resolution_status"), ValueKinds.Verdict("conversation_coherence")])
            {
                scan.Counts(filter, kind);
            }

            return Stopwatch.GetElapsedTime(started);
        },
        cancellationToken);
}
