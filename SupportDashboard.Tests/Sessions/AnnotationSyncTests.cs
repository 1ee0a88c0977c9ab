using Microsoft.Data.Sqlite;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Columns;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Following what people and judges say of sessions in a Phoenix.</summary>
public sealed class AnnotationSyncTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Annotations_and_thumbs_appear_change_and_go_and_a_new_turn_makes_a_verdict_stale()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        phoenix.Add(Wire.Turn(1, "s", "t1", 0, "q", "a"));
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();
        await bench.Get<SessionMemory>().LoadAsync();
        var told = 0;
        using var subscription = bench.Get<IndexFeed>().Subscribe(() => told++);
        phoenix.Annotations.Add(Wire.Annotation(1, "s", "resolution_status", "unresolved", 0, metadata: new { turn_count = 1 }));
        phoenix.Annotations.Add(Wire.Annotation(2, "s", "note", null, kind: "HUMAN"));
        phoenix.Feedback.Add(new SpanAnnotation { Name = "user_feedback", SpanId = "t1-root", Result = new AnnotationResult("thumbs-down", 0) });

        await RefreshAsync(bench);
        var row = Assert.Single(await bench.RowsAsync());
        Assert.Equal(("unresolved", true, false, 1), (row.Verdicts[0].Label, row.Verdicts[0].IsCurrent, row.Verdicts[0].Stale, row.ThumbsDown));
        Assert.Single(row.Verdicts);
        Assert.Equal(1, told);

        await RefreshAsync(bench);
        Assert.Equal(1, told);

        phoenix.Add(Wire.Turn(3, "s", "t2", 60_000, "q2", "a2"));
        await bench.CatchUpAsync();
        Assert.True(Assert.Single(await bench.RowsAsync()).Verdicts[0].Stale);

        phoenix.Annotations[0] = phoenix.Annotations[0] with { Result = null };
        phoenix.Feedback.Clear();
        await RefreshAsync(bench);
        row = Assert.Single(await bench.RowsAsync());
        Assert.Empty(row.Verdicts);
        Assert.Equal(0, row.ThumbsDown);
    }

    [Fact]
    public async Task The_annotation_reader_returns_notes_and_teaches_the_index()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        phoenix.Add(Enumerable.Range(0, 120).SelectMany(static number => Wire.Turn((number * 2) + 1, $"s/{number} ü", $"t{number}", number, "q", "a")));
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();
        phoenix.Annotations.Add(Wire.Annotation(1, "s/7 ü", "note", null, kind: "HUMAN"));
        phoenix.Annotations.Add(Wire.Annotation(2, "s/99 ü", "conversation_coherence", "coherent", 1));

        var read = await bench.Get<SessionAnnotationReader>().ReadAsync(IndexFolder.Project, [.. Enumerable.Range(0, 120).Select(static number => $"s/{number} ü")], Token);

        Assert.Equal(["note", "conversation_coherence"], read.Select(static annotation => annotation.Name));
        Assert.Equal("coherent", (await bench.Queries.FindAsync(IndexFolder.Project, "s/99 ü", Token))!.Verdicts[0].Label);
        Assert.All(phoenix.Requests, static request => Assert.True(request.Length < 8_000));
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static Task RefreshAsync(SyncBench bench) => bench.Get<SessionSync>().RefreshAnnotationsAsync(IndexFolder.Project, ["s"], Token);

    private SyncBench Bench(FakePhoenix phoenix) => new(phoenix.Address, _folder);
}
