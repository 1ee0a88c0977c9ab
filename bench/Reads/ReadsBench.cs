using System.Diagnostics;
using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.Reads;

/// <summary>
/// Whether reading stays as fast when there is more to read: the same requests on a small and on a large store, in turns, first while
/// nothing else happens, then while others write into the same store at most of what it can take.
/// </summary>
internal sealed class ReadsBench : IBenchmark
{
    private const int SmallStore = 1000;
    private const int RequestsPerRound = 15;
    private const int Seed = 2;
    private const double BusyShare = 0.8;

    private static readonly TimeSpan FullSpeedTime = TimeSpan.FromSeconds(5);

    // Long enough for some dozens of commits to fall between the requests.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan BusyTime = TimeSpan.FromSeconds(2);

    public string Name => "reads";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var small = await ReadStore.FillAsync(SmallStore, cancellationToken);
        await using var large = await ReadStore.FillAsync(options.Sessions, cancellationToken);
        var figures = new List<Figure>();
        foreach (var kind in ReadKind.All)
        {
            figures.Add(await CompareAsync(kind, small, large, null, options.Rounds, cancellationToken));
        }

        // The slower of the two speeds, so that both stores take the same.
        var fullSpeed = Math.Min(
            await PacedWriters.FullSpeedAsync(small.Traces, FullSpeedTime, cancellationToken), await PacedWriters.FullSpeedAsync(large.Traces, FullSpeedTime, cancellationToken));
        foreach (var kind in ReadKind.All)
        {
            figures.Add(await CompareAsync(kind, small, large, fullSpeed * BusyShare, options.Rounds, cancellationToken));
        }

        return figures;
    }

    private static async Task<Figure> CompareAsync(ReadKind kind, ReadStore small, ReadStore large, double? writing, int rounds, CancellationToken cancellationToken)
    {
        var random = new Random(Seed);
        var (ratio, smallAll, largeAll, written) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var round = -1; round < rounds; round++)
        {
            var smallRound = await RoundAsync(small);
            var largeRound = await RoundAsync(large);
            if (round >= 0)
            {
                ratio.Add(largeRound.Median / smallRound.Median);
                smallAll.Add(smallRound.Median);
                largeAll.Add(largeRound.Median);
            }
        }

        return new(
            Invariant($"REST: {kind.Name}, {large.Sessions:#,0} against {small.Sessions:#,0} sessions{(writing is { } rate ? Invariant($", while others write {rate:#,0} spans/s, {BusyShare:P0} of full speed") : "")}"),
            Invariant($"{ratio.Ratio()}; {largeAll.Median:0.0} against {smallAll.Median:0.0} ms{(writing is null ? "" : Invariant($"; {written.Median:#,0} spans/s were written"))}"),
            "<= 2");

        async Task<Samples> RoundAsync(ReadStore store)
        {
            var samples = new Samples();
            await using var writers = writing is { } rate ? PacedWriters.Start(store.Traces, rate) : null;
            if (writers is not null)
            {
                await Task.Delay(SettlingTime, cancellationToken);
            }

            var began = Stopwatch.GetTimestamp();
            for (var request = 0; request < RequestsPerRound || (writers is not null && Stopwatch.GetElapsedTime(began) < BusyTime); request++)
            {
                samples.Add(await AskAsync(store, kind.Path(store, random), cancellationToken));
            }

            written.Add(writers?.Achieved ?? 0);
            return samples;
        }
    }

    private static async Task<TimeSpan> AskAsync(ReadStore store, string path, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await store.Http.GetByteArrayAsync(path, cancellationToken);
        return Stopwatch.GetElapsedTime(started);
    }
}
