using Microsoft.Extensions.Time.Testing;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class GroupCommitTests : IAsyncLifetime
{
    // Its clock stands still, so a group is gathered until nobody waits any more.
    private readonly TestStore _test = new(new FakeTimeProvider());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task Nobody_is_answered_before_the_commit_that_all_of_the_group_share()
    {
        using var secondIsQueued = new ManualResetEventSlim();
        using var firstHasWritten = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var first = _test.Store.WriteAsync(
            writer =>
            {
                secondIsQueued.Wait(Token);
                return ProjectWrites.Create(writer, "first", null);
            },
            Token);
        var second = _test.Store.WriteAsync(
            writer =>
            {
                firstHasWritten.Set();
                goOn.Wait(Token);
                return ProjectWrites.Create(writer, "second", null);
            },
            Token);
        secondIsQueued.Set();
        firstHasWritten.Wait(Token);

        Assert.False(first.IsCompleted);
        Assert.Null(await _test.ReadAsync(static reader => ProjectQueries.Find(reader, "first")));

        goOn.Set();
        await Task.WhenAll(first, second);
        Assert.NotNull(await _test.ReadAsync(static reader => ProjectQueries.Find(reader, "first")));
        Assert.Equal(1, _test.Commits);
    }

    [Fact]
    public async Task A_piece_that_fails_undoes_only_itself()
    {
        using var allAreQueued = new ManualResetEventSlim();
        var before = _test.Store.WriteAsync(
            writer =>
            {
                allAreQueued.Wait(Token);
                return ProjectWrites.Create(writer, "before", null);
            },
            Token);
        var failing = _test.Store.WriteAsync<int>(
            static writer =>
            {
                ProjectWrites.Create(writer, "half", null);
                throw new InvalidOperationException("halfway");
            },
            Token);
        var after = _test.Store.WriteAsync(static writer => ProjectWrites.Create(writer, "after", null), Token);
        allAreQueued.Set();

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await Task.WhenAll(before, after);
        var names = await _test.ReadAsync(static reader => ProjectQueries.Page(reader, null, 10, null).ConvertAll(static project => project.Name));
        Assert.Equal(["after", "before", "default"], names);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_not_acknowledged_and_writing_goes_on_when_there_is_room()
    {
        await _test.Store.WriteAsync(static writer => writer.Run($"PRAGMA max_page_count = {writer.Value<long>("PRAGMA page_count") + 2}"), Token);
        var large = TestStore.Span("t1", "large") with { Attributes = new byte[200_000] };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _test.AddAsync("p", large));
        Assert.Null(await _test.ReadAsync(static reader => ProjectQueries.Find(reader, "p")));

        await _test.Store.WriteAsync(static writer => writer.Run("PRAGMA max_page_count = 1000000"), Token);
        Assert.Equal(1, await _test.AddAsync("p", large));
    }

    [Fact]
    public async Task A_small_piece_waits_for_one_large_one_at_most_and_a_large_one_gets_its_turn()
    {
        const int Many = 512;
        using var isRunning = new ManualResetEventSlim();
        using var allAreQueued = new ManualResetEventSlim();
        var order = new List<string>();
        var writes = new List<Task<int>>
        {
            _test.Store.WriteAsync(
                writer =>
                {
                    isRunning.Set();
                    allAreQueued.Wait(Token);
                    return Note("large 1");
                },
                Many,
                Token),
        };
        isRunning.Wait(Token);
        foreach (var (name, rows) in (IEnumerable<(string, int)>)[("large 2", Many), ("large 3", Many), ("small 1", 1), ("small 2", 1)])
        {
            writes.Add(_test.Store.WriteAsync(_ => Note(name), rows, Token));
        }

        allAreQueued.Set();
        await Task.WhenAll(writes);

        Assert.Equal(["large 1", "small 1", "small 2", "large 2", "large 3"], order);
        Assert.Equal(4, _test.Commits);

        int Note(string name)
        {
            order.Add(name);
            return order.Count;
        }
    }

    [Fact]
    public async Task What_waits_when_the_store_closes_is_still_written()
    {
        var writes = Enumerable.Range(0, 100).Select(index => _test.AddAsync("p", TestStore.Span("t", $"span {index}"))).ToList();

        await _test.ReopenAsync();

        Assert.Equal(100, (await Task.WhenAll(writes)).Sum());
        Assert.Equal(100, await _test.ReadAsync(static reader => reader.Value<long>("SELECT count(*) FROM spans")));
    }

    [Fact]
    public async Task A_closed_store_refuses_to_write()
    {
        var store = _test.Store;
        await _test.ReopenAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync(static _ => 1, Token));
    }
}
