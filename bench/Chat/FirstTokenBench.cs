using System.Diagnostics;
using SupportDashboard.Agent;
using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.Chat;

/// <summary>
/// From the customer's message to the first piece of the answer: the agent, with the official client, its spans and its events,
/// against bare HTTP that makes the same calls to the same model.
/// </summary>
internal sealed class FirstTokenBench : IBenchmark
{
    private const string Question = "How long do I have to return an item?";
    private const int TurnsPerRound = 10;
    private const int WarmUpTurns = 20;

    // An answer that is written slowly takes about half a second to its end; the code is warm by then.
    private const int SlowTurnsPerRound = 4;

    public string Name => "chat";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var calls = await RecordAsync(cancellationToken);
        return
        [
            await CompareAsync("a model without delay", "00:00:00", calls, options.Rounds, cancellationToken),
            await CompareAsync("the embedded model as it is", null, calls, options.Rounds, cancellationToken),
        ];
    }

    private static async Task<Figure> CompareAsync(
        string model, string? pieceDelay, IReadOnlyList<RecordedCall> calls, int rounds, CancellationToken cancellationToken)
    {
        await using var host = await AgentHost.StartAsync(pieceDelay is null ? [] : [new("LocalModel:PieceDelay", pieceDelay)], cancellationToken);
        using var raw = new RawModel(host.Model);
        var (agent, bare, stream, ratio) = (new Samples(), new Samples(), new Samples(), new Samples());
        var turns = pieceDelay is null ? SlowTurnsPerRound : TurnsPerRound;
        await RoundAsync(host.Agent, raw, calls, pieceDelay is null ? SlowTurnsPerRound : WarmUpTurns, new(), new(), new(), cancellationToken);
        for (var round = 0; round < rounds; round++)
        {
            var (agentRound, bareRound) = (new Samples(), new Samples());
            await RoundAsync(host.Agent, raw, calls, turns, agentRound, bareRound, stream, cancellationToken);
            agent.Add(agentRound.Median);
            bare.Add(bareRound.Median);
            ratio.Add(agentRound.Median / bareRound.Median);
        }

        return new(
            Invariant($"chat: message to first token, {model}, against the same {calls.Count} calls over bare HTTP"),
            Invariant($"{ratio.Ratio()}; {agent.Median - bare.Median:+0.0;-0.0} ms ({agent.Median:0.0} against {bare.Median:0.0}; the answer's raw stream alone {stream.Median:0.0})"),
            "budget +50 ms");
    }

    private static async Task RoundAsync(
        SupportAgent agent, RawModel raw, IReadOnlyList<RecordedCall> calls, int turns, Samples agentRound, Samples bareRound, Samples stream, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            agentRound.Add(await FirstTextAsync(agent, cancellationToken));
            var (fromFirst, fromLast) = await raw.FirstTextAsync(calls, cancellationToken);
            bareRound.Add(fromFirst);
            stream.Add(fromLast);
        }
    }

    private static async Task<TimeSpan> FirstTextAsync(SupportAgent agent, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        TimeSpan? first = null;
        await foreach (var happened in agent.RunTurnAsync(AgentHost.NewConversation(), Question, cancellationToken))
        {
            if (happened is TextDelta)
            {
                first ??= Stopwatch.GetElapsedTime(started);
            }
        }

        return first ?? throw new InvalidOperationException("The agent's turn gave no text.");
    }

    private static async Task<IReadOnlyList<RecordedCall>> RecordAsync(CancellationToken cancellationToken)
    {
        await using var model = await AgentHost.StartAsync([], cancellationToken);
        await using var recorder = await ModelRecorder.StartAsync(model.Model, cancellationToken);
        await using var host = await AgentHost.StartAsync(
            [
                new("OPENAI_BASE_URL", recorder.Address.AbsoluteUri),
                new("Llm:ChatModel", LocalModel.LocalModelServer.ModelName),
                new("Llm:EmbeddingModel", LocalModel.LocalModelServer.ModelName),
            ],
            cancellationToken);

        // The first turn also prepares the knowledge base; later ones, which are measured, do not.
        await FirstTextAsync(host.Agent, cancellationToken);
        recorder.Take();
        await FirstTextAsync(host.Agent, cancellationToken);
        return recorder.Take();
    }
}
