using Microsoft.Data.Sqlite;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Finding a session and reading its turns.</summary>
public sealed class TranscriptReaderTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain")]
    [InlineData("with space & + = % ? # ünï")]
    [InlineData("with/slash")]
    [InlineData("..")]
    [InlineData("UHJvamVjdFNlc3Npb246MQ==")]
    public async Task A_session_is_read_whatever_its_id(string sessionId)
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        Add(phoenix, 1, "the first", turns: 1);
        Add(phoenix, 2, sessionId, turns: 3);
        await using var bench = new SyncBench(phoenix.Address, _folder);

        var transcript = await bench.Get<TranscriptReader>().ReadAsync(IndexFolder.Project, sessionId, Token);
        var again = await bench.Get<TranscriptReader>().ReadAsync(IndexFolder.Project, sessionId, Token);

        Assert.NotNull(transcript);
        Assert.Equal((sessionId, 3, false), (transcript.SessionId, transcript.TotalTurns, transcript.IsCut));
        Assert.Equal([$"0 of {sessionId}", $"1 of {sessionId}", $"2 of {sessionId}"], transcript.Turns.Select(static turn => turn.UserText));
        Assert.Equal(3, again!.Turns.Count);
    }

    [Fact]
    public async Task An_unknown_session_and_an_unknown_project_are_null()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        await using var bench = new SyncBench(phoenix.Address, _folder);
        var reader = bench.Get<TranscriptReader>();

        Assert.Null(await reader.ReadAsync(IndexFolder.Project, "nope", Token));
        Assert.Null(await reader.ReadAsync(IndexFolder.Project, "no/pe", Token));
        Assert.Null(await reader.ReadAsync("no project", "no/pe", Token));
    }

    [Fact]
    public async Task A_huge_session_gives_its_newest_turns_and_says_so()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        Add(phoenix, 1, "huge", turns: TranscriptReader.MostTurns + 7);
        await using var bench = new SyncBench(phoenix.Address, _folder);

        var transcript = await bench.Get<TranscriptReader>().ReadAsync(IndexFolder.Project, "huge", Token);

        Assert.NotNull(transcript);
        Assert.Equal((TranscriptReader.MostTurns, TranscriptReader.MostTurns + 7, true), (transcript.Turns.Count, transcript.TotalTurns, transcript.IsCut));
        Assert.Equal((8, "7 of huge"), (transcript.Turns[0].Number, transcript.Turns[0].UserText));
        Assert.All(phoenix.Requests, static request => Assert.True(request.Length < 8_000));
    }

    [Fact]
    public async Task The_thumb_of_the_customer_is_read_with_the_turn()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        Add(phoenix, 1, "s", turns: 2);
        phoenix.Feedback.Add(new SpanAnnotation { Name = "user_feedback", SpanId = "1-0-root", Result = new AnnotationResult("thumbs_up") });
        phoenix.Feedback.Add(new SpanAnnotation { Name = "tool_result", SpanId = "1-1-root", Result = new AnnotationResult("error", 0) });
        await using var bench = new SyncBench(phoenix.Address, _folder);

        var transcript = await bench.Get<TranscriptReader>().ReadAsync(IndexFolder.Project, "s", Token);

        Assert.Equal([true, null], transcript!.Turns.Select(static turn => turn.ThumbsUp));
    }

    [Fact]
    public async Task A_failure_of_Phoenix_is_a_PhoenixException()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        Add(phoenix, 1, "s", turns: 1);
        phoenix.Fault = static path => path.Contains("/spans", StringComparison.Ordinal) ? 401 : null;
        await using var bench = new SyncBench(phoenix.Address, _folder);

        var failure = await Assert.ThrowsAsync<PhoenixException>(() => bench.Get<TranscriptReader>().ReadAsync(IndexFolder.Project, "s", Token));

        Assert.Equal(PhoenixFailure.Unauthorized, failure.Kind);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static void Add(FakePhoenix phoenix, int number, string sessionId, int turns)
    {
        phoenix.Add(Enumerable.Range(0, turns).SelectMany(turn => Wire.Turn((number * 10_000) + (turn * 2), sessionId, $"{number}-{turn}", turn * 1000, $"{turn} of {sessionId}", "a")));
        phoenix.Sessions.Add(new PhoenixSession
        {
            Id = GlobalId.Of("ProjectSession", number),
            SessionId = sessionId,
            Traces = [.. Enumerable.Range(0, turns).Select(turn => new PhoenixSessionTrace("", $"{number}-{turn}", Wire.Start.AddSeconds(turn), Wire.Start.AddSeconds(turn + 1)))],
        });
    }
}
