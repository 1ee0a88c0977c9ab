using System.Diagnostics;
using SupportDashboard.Agent;
using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.Chat;

/// <summary>From the last piece of an answer until Phoenix shows the turn's root span to whoever asks.</summary>
internal sealed class TurnReadableBench : IBenchmark
{
    private const int Turns = 100;
    private const int WarmUpTurns = 20;

    private static readonly string[] Questions = ["Where is my order ORD-12345?", "How do I reset my password?", "How long do I have to return an item?"];

    public string Name => "turn";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var host = await AgentHost.StartAsync([new("LocalModel:PieceDelay", "00:00:00")], cancellationToken);
        using var http = new HttpClient();
        var samples = new Samples();
        for (var turn = 0; turn < WarmUpTurns + Turns; turn++)
        {
            var elapsed = await MeasureAsync(host, http, Questions[turn % Questions.Length], cancellationToken);
            if (turn >= WarmUpTurns)
            {
                samples.Add(elapsed);
            }
        }

        return [new("chat: end of the answer to readable in Phoenix", Invariant($"p95 {samples.P95:0.0} ms, median {samples.Median:0.0} ms"), "budget 500 ms p95")];
    }

    private static async Task<TimeSpan> MeasureAsync(AgentHost host, HttpClient http, string question, CancellationToken cancellationToken)
    {
        var answered = 0L;
        TurnCompleted? completed = null;
        await foreach (var happened in host.Agent.RunTurnAsync(AgentHost.NewConversation(), question, cancellationToken))
        {
            if (happened is TextDelta)
            {
                answered = Stopwatch.GetTimestamp();
            }

            completed = happened as TurnCompleted;
        }

        if (completed is not { Flushed: true } turn)
        {
            throw new InvalidOperationException("A turn failed, or its trace was not taken.");
        }

        var spans = new Uri($"{host.Phoenix.Endpoint.AbsoluteUri.TrimEnd('/')}/v1/projects/{host.Phoenix.Project}/spans?trace_id={turn.TraceId}");
        while (!(await http.GetStringAsync(spans, cancellationToken)).Contains(turn.RootSpanId, StringComparison.Ordinal))
        {
            // Asked again until it is there: what counts is when it can be read.
        }

        return Stopwatch.GetElapsedTime(answered);
    }
}
