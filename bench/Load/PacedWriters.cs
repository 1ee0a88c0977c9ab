using System.Diagnostics;

namespace SupportDashboard.Bench.Load;

/// <summary>Clients that send batches at a given rate, or as fast as they are answered, until this is disposed. Their project is one of its own.</summary>
internal sealed class PacedWriters : IAsyncDisposable
{
    private const string Project = "busy";
    private const int Clients = 4;
    private const int Batch = 512;
    private const int AttributeBytes = 2048;
    private const int TurnsPerSession = 4;

    private readonly CancellationTokenSource _stop = new();
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly double _spansPerSecond;
    private readonly Task _clients;
    private long _started;
    private long _acknowledged;

    private PacedWriters(Uri traces, double spansPerSecond)
    {
        _spansPerSecond = spansPerSecond;
        _clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => SendAsync(traces)));
    }

    /// <summary>Spans acknowledged per second so far.</summary>
    public double Achieved => Interlocked.Read(ref _acknowledged) / Stopwatch.GetElapsedTime(_began).TotalSeconds;

    /// <summary>Begins to send; infinity is as fast as possible.</summary>
    public static PacedWriters Start(Uri traces, double spansPerSecond) => new(traces, spansPerSecond);

    /// <summary>What the clients reach when nothing holds them back, in spans per second.</summary>
    public static async Task<double> FullSpeedAsync(Uri traces, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var writers = Start(traces, double.PositiveInfinity);
        await Task.Delay(duration, cancellationToken);
        return writers.Achieved;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _clients;
        _stop.Dispose();
    }

    private async Task SendAsync(Uri traces)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { { "x-project-name", Project } } };
        try
        {
            foreach (var batch in new LoadSpans(AttributeBytes, TurnsPerSession).Endless().Chunk(Batch))
            {
                var body = OtlpBody.Encode(batch);
                var due = TimeSpan.FromSeconds(Interlocked.Add(ref _started, Batch) / _spansPerSecond) - Stopwatch.GetElapsedTime(_began);
                await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero, _stop.Token);
                await OtlpClients.SendAsync(http, traces, body, _stop.Token);
                Interlocked.Add(ref _acknowledged, Batch);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }
}
