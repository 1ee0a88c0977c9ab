using SupportDashboard.Evaluations;
using SupportDashboard.Tests.Evaluations;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Integration;

/// <summary>A process that dies in the middle of a run: the next one goes on by itself, and everything is judged and written once.</summary>
public sealed class RunKillTests : IAsyncLifetime
{
    private static readonly string[] Sessions = [.. Enumerable.Range(1, 20).Select(static number => $"s{number}")];

    private KillBench _bench = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await KillBench.OpenAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_killed_run_goes_on_by_itself_repeats_only_the_calls_in_flight_and_writes_each_verdict_once()
    {
        await AskAsync();
        var before = _bench.Judge.Calls.Count;
        await _bench.KillAfterAsync(10);
        var killed = _bench.Judge.Calls.Count;
        _bench.LetGo();

        await using var second = await _bench.StartAsync();
        var started = TimeProvider.System.GetTimestamp();
        await Eventually.BecomesTrueAsync(() => _bench.Judge.Calls.Count > killed, Token);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        var annotations = await KillBench.AnnotationsAsync(second, Sessions, Sessions.Length);

        Assert.Equal(Sessions.Order(), annotations.Select(static annotation => annotation.Session).Order());
        Assert.InRange(_bench.Judge.Calls.Count - before, Sessions.Length, Sessions.Length + KillBench.Concurrency);
    }

    // The run is asked for by a process that stops before the model has answered anything.
    private async Task AskAsync()
    {
        await using var app = await _bench.OpenAppAsync();
        foreach (var id in Sessions)
        {
            await Conversations.AddAsync(app, id, ("Hello", $"Hi {id}"));
        }

        await app.Runs.StartAsync(new EvaluationRequest(EvaluationApp.Project, Sessions, ["resolution_status"], Again: false), Token);
        await Eventually.BecomesTrueAsync(() => _bench.Judge.Calls.Count == KillBench.Concurrency, Token);
    }
}
