using System.Text.Json;
using Microsoft.Data.Sqlite;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Reading several conversations at once: the same as each by itself, with few requests, and never another's turns.</summary>
public sealed class TranscriptBatchTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;
    private FakePhoenix _phoenix = null!;
    private SyncBench _bench = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _phoenix = await FakePhoenix.StartAsync();
        _bench = new SyncBench(_phoenix.Address, _folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _phoenix.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Many_sessions_are_read_with_few_requests_and_are_the_same_as_one_by_one()
    {
        string[] ids = [.. Enumerable.Range(1, 30).Select(static number => number == 7 ? "with/slash & ünï" : $"s{number}")];
        for (var number = 1; number <= ids.Length; number++)
        {
            Add(number, ids[number - 1], turns: 1 + (number % 3));
        }

        var together = await ReadAsync(ids);
        var requests = _phoenix.Requests.Count;

        Assert.InRange(requests, 1, 5);
        Assert.Equal(ids.Order(StringComparer.Ordinal), together.Keys.Order(StringComparer.Ordinal));
        foreach (var id in ids)
        {
            var single = await _bench.Get<TranscriptReader>().ReadPlainAsync(IndexFolder.Project, id, Token);
            Assert.Equal(JsonSerializer.Serialize(single), JsonSerializer.Serialize(together[id]));
        }
    }

    [Fact]
    public async Task A_session_that_Phoenix_does_not_know_is_left_to_be_read_by_itself()
    {
        Add(1, "a", turns: 2);
        Add(2, "b", turns: 1);

        Assert.Equal(["a", "b"], (await ReadAsync("a", "gone", "b")).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_trace_whose_session_does_not_show_leaves_all_to_be_read_one_by_one()
    {
        Add(1, "a", turns: 1);
        Add(2, "b", turns: 1);
        _phoenix.Add(Wire.Span(90, "2-0", "first", attributes: ("session.id", "another")), Wire.Span(1, "1-0", "earlier", attributes: ("session.id", "another")));

        Assert.Empty(await ReadAsync("a", "b"));
    }

    [Theory]
    [InlineData("13.8.0")]
    [InlineData("13.14.0")]
    public async Task A_Phoenix_that_lists_no_traces_is_asked_for_one_session_at_a_time(string version)
    {
        _phoenix.Version = version;
        Add(1, "a", turns: 1);
        Add(2, "b", turns: 1);
        await _bench.Get<TranscriptReader>().ReadPlainAsync(IndexFolder.Project, "a", Token);

        Assert.Empty(await ReadAsync("a", "b"));
    }

    [Fact]
    public async Task A_failure_of_Phoenix_is_left_to_whoever_reads_one_by_one()
    {
        Add(1, "a", turns: 1);
        Add(2, "b", turns: 1);
        _phoenix.Fault = static path => path.Contains("/spans", StringComparison.Ordinal) ? 401 : null;

        Assert.Empty(await ReadAsync("a", "b"));
    }

    private Task<IReadOnlyDictionary<string, Transcript>> ReadAsync(params string[] ids) => _bench.Get<TranscriptReader>().ReadPlainAsync(IndexFolder.Project, ids, Token);

    private void Add(int number, string sessionId, int turns)
    {
        _phoenix.Add(Enumerable.Range(0, turns).SelectMany(turn => Wire.Turn((number * 1000) + (turn * 2), sessionId, $"{number}-{turn}", turn * 1000, $"{turn} of {sessionId}", "a")));
        _phoenix.Sessions.Add(new PhoenixSession
        {
            Id = GlobalId.Of("ProjectSession", number),
            SessionId = sessionId,
            Traces = [.. Enumerable.Range(0, turns).Select(turn => new PhoenixSessionTrace("", $"{number}-{turn}", Wire.Start.AddSeconds(turn), Wire.Start.AddSeconds(turn + 1)))],
        });
    }
}
