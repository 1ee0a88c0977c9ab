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
        var (_, bare) = await StoreAsync(bodies, keepRows: true, cancellationToken);
        bare!.Run(bodies.Count);
        var phoenix = withPhoenix ? new PhoenixLoop(spans) : null;
        phoenix?.Run();

        var (speed, bareSpeed, bareRatio, phoenixSpeed, phoenixRatio) = (new Samples(), new Samples(), new Samples(), new Samples(), new Samples());
        for (var round = 0; round < rounds; round++)
        {
            var (stored, _) = await StoreAsync(bodies, keepRows: false, cancellationToken);
            speed.Add(spans.Count / stored.TotalSeconds);
            Compare(bare.Run(bodies.Count), bareSpeed, bareRatio);
            if (phoenix is not null)
            {
                Compare(phoenix.Run(), phoenixSpeed, phoenixRatio);
            }

            void Compare(TimeSpan other, Samples otherSpeed, Samples ratio)
            {
                otherSpeed.Add(spans.Count / other.TotalSeconds);
                ratio.Add(other / stored);
            }
        }

        var rows = new List<Figure> { Row(batch, "a bare loop that inserts the same rows, as many a commit", bareRatio, speed, bareSpeed, batch == LargeBatch ? ">= 0.6" : "-") };
        if (phoenix is not null)
        {
            rows.Add(Row(batch, "the statements that Phoenix runs for each span, ours at FULL, its at OFF", phoenixRatio, speed, phoenixSpeed, ">= 1.0"));
        }

        return rows;
    }

    private static Figure Row(int batch, string other, Samples ratio, Samples speed, Samples otherSpeed, string target) => new(
        Invariant($"collector: spans/s stored and acknowledged in batches of {batch}, {Clients} clients, against {other}"),
        Invariant($"{ratio.Ratio()}; {speed.Median:#,0} against {otherSpeed.Median:#,0} spans/s"),
        target);

    private static async Task<(TimeSpan Elapsed, BareLoop? Rows)> StoreAsync(List<byte[]> bodies, bool keepRows, CancellationToken cancellationToken)
    {
        await using var phoenix = await EmbeddedPhoenix.StartAsync(cancellationToken);
        var elapsed = await OtlpClients.SendAsync(phoenix.Traces, bodies, Clients, cancellationToken);
        return (elapsed, keepRows ? BareLoop.Of(phoenix.StorePath) : null);
    }
}
