using System.Diagnostics;
using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.Page;

/// <summary>A file of all sessions: how long it takes, and whether the server holds more for the last row than for the first.</summary>
internal sealed class ExportBench : IBenchmark
{
    private const int Weighings = 8;

    public string Name => "export";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var figures = new List<Figure>();
        foreach (var sessions in options.SessionSizes.Order())
        {
            await using var dashboard = await DashboardOnIndex.StartAsync(options, sessions, http, cancellationToken);
            await FetchAsync(dashboard, "/sessions/export.csv?errors=1", 0, weigh: false);
            var before = await dashboard.App.HeapAsync(cancellationToken);
            foreach (var format in (string[])["csv", "jsonl"])
            {
                var (elapsed, bytes, _) = await FetchAsync(dashboard, $"/sessions/export.{format}", 0, weigh: false);
                var (_, _, heaps) = await FetchAsync(dashboard, $"/sessions/export.{format}", bytes, weigh: true);
                dashboard.App.MeasureMemory();
                figures.Add(new(
                    Invariant($"export: {sessions:#,0} sessions as {format.ToUpperInvariant()}"),
                    Invariant($"{elapsed.TotalSeconds:0.0} s, {sessions / elapsed.TotalSeconds:#,0} sessions/s, {bytes / 1e6:0.0} MB; objects held beyond those before: first {(heaps[0] - before) / 1e6:0.0} MB, then at most {(heaps.Max() - before) / 1e6:0.0} MB; {dashboard.App.Megabytes:0} MB resident"),
                    "constant memory"));
            }

            async Task<(TimeSpan Elapsed, long Bytes, List<long> Heaps)> FetchAsync(DashboardOnIndex from, string path, long expected, bool weigh)
            {
                var heaps = new List<long>();
                var started = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(new Uri(from.App.Address, path), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                answer.EnsureSuccessStatusCode();
                await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
                var (buffer, total) = (new byte[64 * 1024], 0L);
                while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                {
                    total += read;

                    // The server waits for its reader, so it is weighed in the middle of its work.
                    if (weigh && total * Weighings >= expected * heaps.Count && heaps.Count < Weighings)
                    {
                        heaps.Add(await from.App.HeapAsync(cancellationToken));
                    }
                }

                return (Stopwatch.GetElapsedTime(started), total, heaps);
            }
        }

        return figures;
    }
}
