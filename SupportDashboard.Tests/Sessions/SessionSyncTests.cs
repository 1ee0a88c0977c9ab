using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Syncing;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Sessions;

/// <summary>When the index looks at Phoenix. The clock is the test's; the server and its answers are real.</summary>
public sealed class SessionSyncTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;
    private readonly FakeTimeProvider _clock = new(Wire.Start.AddDays(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signal_is_followed_at_once_and_nothing_else_before_the_interval()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        await using var bench = await StartAsync(phoenix);
        await Eventually.BecomesTrueAsync(() => bench.State.CheckedAt is not null, Token);

        phoenix.Add(Wire.Turn(1, "s", "t", 0, "q", "a"));
        bench.Get<TraceFeed>().Publish();
        await Eventually.BecomesTrueAsync(async () => (await bench.RowsAsync()).Count == 1, Token);

        var (looks, before) = (Looks(phoenix), _clock.GetUtcNow());
        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => Looks(phoenix) > looks);
        Assert.True(_clock.GetUtcNow() - before >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_watched_project_is_followed_every_two_seconds_and_no_longer_when_nobody_watches()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        await using var bench = await StartAsync(phoenix);
        var watching = bench.Get<SessionSync>().Watch(IndexFolder.Project);
        await Eventually.BecomesTrueAsync(() => Looks(phoenix) >= 2 && bench.State.LastSync is not null, Token);

        var before = _clock.GetUtcNow();
        await AdvanceUntilAsync(TimeSpan.FromMilliseconds(500), () => Looks(phoenix) >= 5);
        Assert.InRange(_clock.GetUtcNow() - before, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(29));

        watching.Dispose();
        watching.Dispose();
        var (looks, unwatched) = (Looks(phoenix), _clock.GetUtcNow());
        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => Looks(phoenix) > looks + 1);
        Assert.True(_clock.GetUtcNow() - unwatched >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task After_a_failure_the_banner_knows_the_next_attempt_and_it_comes()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        phoenix.Fault = static _ => 500;
        await using var bench = await StartAsync(phoenix);
        await Eventually.BecomesTrueAsync(() => bench.Connection.Health.NextRetry is not null, Token);

        Assert.Equal((PhoenixHealthState.Unexpected, "Phoenix answered with status 500."), (bench.Connection.Health.State, bench.Connection.Health.Reason));
        Assert.InRange(bench.Connection.Health.NextRetry!.Value, _clock.GetUtcNow().AddSeconds(-1), _clock.GetUtcNow().AddSeconds(2));

        phoenix.Fault = static _ => null;
        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => bench.Connection.Health.IsConnected);
        Assert.Null(bench.Connection.Health.NextRetry);
    }

    [Fact]
    public async Task A_project_that_is_watched_beside_the_default_one_is_synchronized_too()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        phoenix.Add(Wire.Turn(1, "s", "t", 0, "q", "a"));
        await using var bench = await StartAsync(phoenix, project: "another");
        await Eventually.BecomesTrueAsync(() => bench.Get<SyncStatus>().Of("another").LastSync is not null, Token);
        Assert.Empty(await bench.RowsAsync());

        using var watching = bench.Get<SessionSync>().Watch(IndexFolder.Project);

        await Eventually.BecomesTrueAsync(async () => (await bench.RowsAsync()).Count == 1, Token);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static int Looks(FakePhoenix phoenix) => phoenix.Requests.Count(static request => request.Contains("/spans?", StringComparison.Ordinal));

    private Task AdvanceUntilAsync(TimeSpan step, Func<bool> condition) => Eventually.BecomesTrueAsync(
        () =>
        {
            _clock.Advance(step);
            return condition();
        },
        Token);

    private async Task<StartedBench> StartAsync(FakePhoenix phoenix, string project = IndexFolder.Project)
    {
        var bench = new StartedBench(phoenix.Address, _folder, _clock);
        bench.Connection.Use(PhoenixMode.Remote, phoenix.Address, project, apiKey: null, notice: null);
        await bench.Get<SessionSync>().StartAsync(Token);
        return bench;
    }

    private sealed class StartedBench(Uri address, string folder, TimeProvider clock) : IAsyncDisposable
    {
        private readonly SyncBench _bench = new(address, folder, clock, new SyncOptions { ImportWindow = TimeSpan.FromDays(3650), LeastInterval = TimeSpan.Zero });

        public PhoenixConnection Connection => _bench.Connection;

        public SyncState State => _bench.State;

        public T Get<T>() where T : notnull => _bench.Get<T>();

        public Task<IReadOnlyList<SessionRow>> RowsAsync() => _bench.RowsAsync();

        public async ValueTask DisposeAsync()
        {
            await Get<SessionSync>().StopAsync(CancellationToken.None);
            await _bench.DisposeAsync();
        }
    }
}
