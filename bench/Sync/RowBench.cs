using System.Diagnostics;
using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using static System.FormattableString;

namespace SupportDashboard.Bench.Sync;

/// <summary>From the end of a turn, when its spans are sent to the embedded Phoenix, until its session is in the list that a page would show.</summary>
internal static class RowBench
{
    private const int AttributeBytes = 2048;
    private const int Turns = 120;
    private const int WarmUp = 20;

    public static async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        await using var phoenix = await EmbeddedPhoenix.StartAsync(cancellationToken);
        await using var index = new IndexHost(phoenix.Address);
        using var feed = phoenix.Subscribe(index.Get<TraceFeed>().Publish);
        using var watching = index.Get<SessionSync>().Watch(LoadSpans.Project);
        using var http = new HttpClient();
        await index.Get<SessionSync>().StartAsync(cancellationToken);
        var load = new LoadSpans(AttributeBytes, turnsPerSession: 1);
        var samples = new Samples();
        foreach (var (number, turn) in load.Endless().Take(Turns * load.PerSession).Chunk(load.PerSession).Index().ToList())
        {
            var body = OtlpBody.Encode(turn);
            using var shown = new Row(index, turn[0].SessionId, cancellationToken);
            var started = Stopwatch.GetTimestamp();
            await OtlpClients.SendAsync(http, phoenix.Traces, body, cancellationToken);
            await shown.Task;
            if (number >= WarmUp)
            {
                samples.Add(Stopwatch.GetElapsedTime(started));
            }
        }

        await index.Get<SessionSync>().StopAsync(CancellationToken.None);
        return new("sync: end of a turn's spans to its row in the index", Invariant($"p95 {samples.P95:0.0} ms, median {samples.Median:0.0} ms"), "budget 500 ms p95");
    }

    // Asks as a page does: whenever the index says that it changed.
    private sealed class Row : IDisposable
    {
        private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly IndexHost _index;
        private readonly string _sessionId;
        private readonly CancellationToken _cancellationToken;
        private readonly IDisposable _subscription;

        public Row(IndexHost index, string sessionId, CancellationToken cancellationToken)
        {
            (_index, _sessionId, _cancellationToken) = (index, sessionId, cancellationToken);
            _subscription = index.Get<IndexFeed>().Subscribe(() => _ = LookAsync());
        }

        public Task Task => _found.Task.WaitAsync(_cancellationToken);

        public void Dispose() => _subscription.Dispose();

        private async Task LookAsync()
        {
            try
            {
                if (await _index.Get<SessionQueries>().FindAsync(LoadSpans.Project, _sessionId, _cancellationToken) is { Turns: 1 })
                {
                    _found.TrySetResult();
                }
            }
            catch (Exception exception)
            {
                _found.TrySetException(exception);
            }
        }
    }
}
