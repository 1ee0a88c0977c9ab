using SupportDashboard.Bench.Load;

namespace SupportDashboard.Bench.Reads;

/// <summary>An embedded Phoenix, in a process of its own, that holds a given number of sessions, and what can be asked of it.</summary>
internal sealed class ReadStore : IAsyncDisposable
{
    private const int AttributeBytes = 400;
    private const int TurnsPerSession = 2;
    private const int Batch = 512;

    // Encoded at once: whole sessions, some 30,000 spans.
    private const int SessionsAtOnce = 2500;
    private const int Clients = 4;

    private readonly PhoenixProcess _phoenix;
    private readonly List<(string Id, string[] Traces)> _sessions = [];

    private ReadStore(PhoenixProcess phoenix)
    {
        _phoenix = phoenix;
        Http = new HttpClient { BaseAddress = phoenix.Address };
    }

    public HttpClient Http { get; }

    public Uri Traces => _phoenix.Traces;

    public int Sessions => _sessions.Count;

    public int Spans { get; private set; }

    public static async Task<ReadStore> FillAsync(int sessions, CancellationToken cancellationToken)
    {
        var store = new ReadStore(await PhoenixProcess.StartAsync(cancellationToken));
        var load = new LoadSpans(AttributeBytes, TurnsPerSession);
        store.Spans = sessions * load.PerSession;
        foreach (var part in load.Endless().Take(store.Spans).Chunk(SessionsAtOnce * load.PerSession))
        {
            store.Remember(part);
            await OtlpClients.SendAsync(store.Traces, OtlpBody.Encode(part, Batch), Clients, cancellationToken);
        }

        return store;
    }

    /// <summary>Any of the sessions.</summary>
    public (string Id, string[] Traces) Session(Random random) => _sessions[random.Next(_sessions.Count)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _phoenix.DisposeAsync();
    }

    private void Remember(IEnumerable<LoadSpan> spans)
    {
        foreach (var session in spans.GroupBy(static span => span.SessionId))
        {
            _sessions.Add((session.Key, [.. session.Select(static span => Convert.ToHexStringLower(span.TraceId)).Distinct()]));
        }
    }
}
