using System.Diagnostics;
using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.Reads;

/// <summary>Whether reading stays as fast when there is more to read: the same requests on a small and on a large store, in turns.</summary>
internal sealed class ReadsBench : IBenchmark
{
    private const int SmallStore = 1000;
    private const int RequestsPerRound = 15;
    private const int Seed = 2;

    public string Name => "reads";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var small = await ReadStore.FillAsync(SmallStore, cancellationToken);
        await using var large = await ReadStore.FillAsync(options.Sessions, cancellationToken);
        var figures = new List<Figure>();
        foreach (var kind in ReadKind.All)
        {
            figures.Add(await CompareAsync(kind, small, large, options.Rounds, cancellationToken));
        }

        return figures;
    }

    private static async Task<Figure> CompareAsync(ReadKind kind, ReadStore small, ReadStore large, int rounds, CancellationToken cancellationToken)
    {
        var random = new Random(Seed);
        var (ratio, smallAll, largeAll) = (new Samples(), new Samples(), new Samples());
        await RoundAsync(new Samples(), new Samples());
        for (var round = 0; round < rounds; round++)
        {
            var (smallRound, largeRound) = (new Samples(), new Samples());
            await RoundAsync(smallRound, largeRound);
            ratio.Add(largeRound.Median / smallRound.Median);
            smallAll.Add(smallRound.Median);
            largeAll.Add(largeRound.Median);
        }

        return new(
            Invariant($"REST: {kind.Name}, {large.Sessions:#,0} against {small.Sessions:#,0} sessions"),
            Invariant($"{ratio.Ratio()}; {largeAll.Median:0.0} against {smallAll.Median:0.0} ms"),
            "<= 2");

        async Task RoundAsync(Samples smallRound, Samples largeRound)
        {
            for (var request = 0; request < RequestsPerRound; request++)
            {
                smallRound.Add(await AskAsync(small, kind.Path(small, random), cancellationToken));
                largeRound.Add(await AskAsync(large, kind.Path(large, random), cancellationToken));
            }
        }
    }

    private static async Task<TimeSpan> AskAsync(ReadStore store, string path, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await store.Http.GetByteArrayAsync(path, cancellationToken);
        return Stopwatch.GetElapsedTime(started);
    }
}
