using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using SupportDashboard.Tests.LocalPhoenix.Fuzzing;
using static System.FormattableString;

namespace SupportDashboard.Bench.Fuzz;

/// <summary>
/// Hands damaged bodies to every decoder, and some of them to a server, as the tests do for a few rounds. It ends with an exception that
/// holds the seed and the body when a decoder crashes, takes too much memory, or gives an answer that it should not.
/// </summary>
internal sealed class FuzzBench : IBenchmark
{
    /// <summary>Bodies for each decoder in one round.</summary>
    private const int Decoded = 10_000;

    /// <summary>Bodies for each decoder over HTTP in one round.</summary>
    private const int Posted = 500;

    public string Name => "fuzz";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var phoenix = await EmbeddedPhoenix.StartAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = phoenix.Address };
        var first = Environment.TickCount;
        await Console.Error.WriteLineAsync(Invariant($"seeds from {first} on"));
        var figures = new List<Figure>();
        foreach (var target in FuzzTargets.All)
        {
            var (multiple, longest) = (new Samples(), new Samples());
            for (var round = 0; round < options.Rounds; round++)
            {
                var run = new FuzzRun(target, unchecked(first + round));
                run.Decode(Decoded);
                await run.PostAsync(http, Posted, cancellationToken);
                multiple.Add(run.WorstMultiple);
                longest.Add(run.Longest);
            }

            figures.Add(new(
                Invariant($"fuzz: {target.Name}, damaged bodies without one clear answer"),
                Invariant($"0 of {options.Rounds * Decoded:#,0}, and 0 of {options.Rounds * Posted:#,0} over HTTP; at most {multiple.Max:0} bytes allocated a byte, {longest.Max:0} ms a body"),
                Invariant($"0; <= {FuzzTarget.Multiple:#,0} bytes a byte")));
        }

        return figures;
    }
}
