using System.Diagnostics;
using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.Collector;

/// <summary>From the moment a client begins to send a turn's spans until REST shows them, on an idle server and while others send at full speed.</summary>
internal sealed class ReadableBench : IBenchmark
{
    private const int AttributeBytes = 2048;
    private const int Turns = 120;
    private const int WarmUp = 20;
    private const int BusyBatch = 512;
    private const int BusyClients = 3;

    public string Name => "readable";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var phoenix = await PhoenixProcess.StartAsync(cancellationToken);
        var load = new LoadSpans(AttributeBytes, turnsPerSession: 1);
        await MeasureAsync(phoenix, load, WarmUp, cancellationToken);
        var idle = await MeasureAsync(phoenix, load, Turns, cancellationToken);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var others = Enumerable.Range(0, BusyClients).Select(_ => SendUntilAsync(phoenix.Traces, stop.Token)).ToList();
        var busy = await MeasureAsync(phoenix, load, Turns, cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(others);
        return [Row("idle", idle), Row(Invariant($"while {BusyClients} others send batches of {BusyBatch}"), busy)];
    }

    private static Figure Row(string state, Samples samples) => new(
        $"collector: a turn of 6 spans, receive to readable, {state}", Invariant($"p95 {samples.P95:0.0} ms, median {samples.Median:0.0} ms"), "budget 500 ms p95");

    private static async Task<Samples> MeasureAsync(PhoenixProcess phoenix, LoadSpans load, int turns, CancellationToken cancellationToken)
    {
        var samples = new Samples();
        using var http = new HttpClient { BaseAddress = phoenix.Address };
        foreach (var turn in load.Endless().Take(turns * load.PerSession).Chunk(load.PerSession).ToList())
        {
            var body = OtlpBody.Encode(turn);
            var trace = Convert.ToHexStringLower(turn[0].TraceId);
            var root = Convert.ToHexStringLower(turn[^1].SpanId);
            var started = Stopwatch.GetTimestamp();
            await OtlpClients.SendAsync(http, phoenix.Traces, body, cancellationToken);
            while (!(await http.GetStringAsync($"/v1/projects/{LoadSpans.Project}/spans?trace_id={trace}", cancellationToken)).Contains(root, StringComparison.Ordinal))
            {
                // Asked again until it is there: what counts is when it can be read.
            }

            samples.Add(Stopwatch.GetElapsedTime(started));
        }

        return samples;
    }

    private static async Task SendUntilAsync(Uri traces, CancellationToken stop)
    {
        using var http = new HttpClient();
        try
        {
            foreach (var batch in new LoadSpans(AttributeBytes, turnsPerSession: 4).Endless().Chunk(BusyBatch))
            {
                await OtlpClients.SendAsync(http, traces, OtlpBody.Encode(batch), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }
}
