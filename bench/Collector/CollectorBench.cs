using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.Collector;

/// <summary>
/// Spans stored and acknowledged per second, over HTTP from four clients, about 2 KB of attributes each; beside it in the same
/// round what the same rows cost a bare loop, and what they cost the statements that Phoenix runs.
/// </summary>
internal sealed class CollectorBench : IBenchmark
{
    private const int Clients = 4;
    private const int AttributeBytes = 2048;
    private const int TurnsPerSession = 4;
    private const int LargeBatch = 512;
    private const int SmallBatch = 20;

    // The runtime compiles hot code again while it runs; two rounds see the end of that.
    private const int WarmUps = 2;

    // A round of small batches has fewer spans: it is about requests and commits.
    private const int SmallShare = 4;

    public string Name => "collector";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var spans = new LoadSpans(AttributeBytes, TurnsPerSession).Endless().Take(options.Spans).ToList();
        return
        [
            .. await CompareAsync(spans, LargeBatch, options.Rounds, withPhoenix: true, cancellationToken),
            .. await CompareAsync(spans[..(spans.Count / SmallShare)], SmallBatch, options.Rounds, withPhoenix: false, cancellationToken),
        ];
    }

    private static async Task<List<Figure>> CompareAsync(List<LoadSpan> spans, int batch, int rounds, bool withPhoenix, CancellationToken cancellationToken)
    {
        var bodies = OtlpBody.Encode(spans, batch);
        await using var server = await PhoenixProcess.StartAsync(cancellationToken);
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            await StoreAsync(server, bodies, new(spans.Count), cancellationToken);
        }

        var bare = BareLoop.Of(server.StorePath);
        var phoenix = withPhoenix ? new PhoenixLoop(spans) : null;
        bare.Run(bodies.Count);
        phoenix?.Run();

        var (cost, bareCost, phoenixCost, bareRatio, phoenixRatio) = (new Cost(spans.Count), new Cost(spans.Count), new Cost(spans.Count), new Samples(), new Samples());
        for (var round = 0; round < rounds; round++)
        {
            var elapsed = await StoreAsync(server, bodies, cost, cancellationToken);
            bareRatio.Add(bareCost.Run(() => bare.Run(bodies.Count)) / elapsed);
            if (phoenix is not null)
            {
                phoenixRatio.Add(phoenixCost.Run(phoenix.Run) / elapsed);
            }
        }

        var rows = new List<Figure> { Row(batch, "a bare loop that inserts the same rows, as many a commit", bareRatio, cost, bareCost, batch == LargeBatch ? ">= 0.6" : "-") };
        if (phoenix is not null)
        {
            rows.Add(Row(batch, "the statements that Phoenix runs for each span, ours at FULL, its at OFF", phoenixRatio, cost, phoenixCost, ">= 1.0"));
        }

        return rows;
    }

    private static Figure Row(int batch, string other, Samples ratio, Cost cost, Cost otherCost, string target) => new(
        Invariant($"collector: spans/s stored and acknowledged in batches of {batch}, {Clients} clients, against {other}"),
        Invariant($"{ratio.Ratio()}; {cost.SpansPerSecond:#,0} against {otherCost.SpansPerSecond:#,0} spans/s; CPU {cost.ProcessorMicroseconds:0} against {otherCost.ProcessorMicroseconds:0} µs a span"),
        target);

    private static async Task<TimeSpan> StoreAsync(PhoenixProcess server, List<byte[]> bodies, Cost cost, CancellationToken cancellationToken)
    {
        await server.RenewAsync(cancellationToken);
        var before = server.ProcessorTime;
        var elapsed = await OtlpClients.SendAsync(server.Traces, bodies, Clients, cancellationToken);
        cost.Add(elapsed, server.ProcessorTime - before);
        return elapsed;
    }
}
