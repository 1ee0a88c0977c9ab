using Microsoft.Data.Sqlite;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class TraceStoreTests : IAsyncLifetime
{
    private readonly TestStore _test = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        await _test.AddAsync("p", TestStore.Span("t1", "a", "s1", tokens: 10));
        await _test.ReopenAsync();

        Assert.Equal(["a"], await SpanIdsAsync("p"));
        Assert.Equal(10, (await SessionAsync("s1"))!.PromptTokens);
    }

    [Fact]
    public async Task The_first_span_of_an_id_stays()
    {
        var first = TestStore.Span("t1", "a", "s1", tokens: 10);
        await _test.AddAsync("p", first);

        var added = await _test.AddAsync("q", first with { Name = "later", EndNanos = 900, TraceId = "t2" }, first);

        Assert.Equal(0, added);
        Assert.Equal(10, (await SessionAsync("s1"))!.PromptTokens);
        Assert.Equal(100, (await SessionAsync("s1"))!.EndNanos);
        Assert.Null(await _test.ReadAsync(static reader => ProjectQueries.Find(reader, "q")));
    }

    [Fact]
    public async Task A_span_sent_many_times_at_once_is_stored_once()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _test.AddAsync("p", TestStore.Span("t1", "a", "s1", tokens: 3))));

        Assert.Equal(1, added.Sum());
        Assert.Equal(3, (await SessionAsync("s1"))!.PromptTokens);
    }

    [Fact]
    public async Task A_session_belongs_to_the_project_that_saw_it_first()
    {
        await _test.AddAsync("first", TestStore.Span("t1", "a", "s1", start: 0, end: 10));
        await _test.AddAsync("second", TestStore.Span("t2", "b", "s1", start: 50, end: 90));

        var session = (await SessionAsync("s1"))!;
        var traces = await _test.ReadAsync(reader => TraceQueries.OfSessions(reader, [session.Row])[session.Row].ToList());

        Assert.Equal("first", (await _test.ReadAsync(reader => ProjectQueries.Find(reader, session.ProjectRow)))!.Name);
        Assert.Equal(["t1", "t2"], traces.Select(static trace => trace.TraceId));
        Assert.Equal(90, session.EndNanos);
    }

    [Fact]
    public async Task The_first_session_of_a_trace_wins_and_an_empty_one_is_none()
    {
        await _test.AddAsync(
            "p", TestStore.Span("t1", "a", "   "), TestStore.Span("t1", "b", " s1 "), TestStore.Span("t1", "c", "s2"), TestStore.Span("t2", "d", ""));

        Assert.NotNull(await SessionAsync("s1"));
        Assert.Null(await SessionAsync("s2"));
        Assert.Null(await SessionAsync(""));
    }

    [Fact]
    public async Task Deleting_a_project_leaves_the_traces_of_others_that_had_joined_its_sessions()
    {
        await _test.AddAsync("first", TestStore.Span("t1", "a", "s1"));
        await _test.AddAsync("second", TestStore.Span("t2", "b", "s1"));

        await _test.Store.WriteAsync(
            static writer =>
            {
                Deletions.DeleteProject(writer, ProjectQueries.Find(writer, "first")!.Row);
                return 0;
            },
            Token);

        Assert.Null(await SessionAsync("s1"));
        Assert.Equal(["b"], await SpanIdsAsync("second"));
        await _test.AddAsync("second", TestStore.Span("t2", "c", "s1"));
        Assert.Equal("s1", (await SessionAsync("s1"))!.SessionId);
    }

    [Fact]
    public async Task An_annotation_that_came_first_waits_on_disk_for_its_session()
    {
        var annotation = new AnnotationRecord
        {
            Target = AnnotationTarget.Session,
            TargetId = "late",
            Name = "resolution_status",
            Identifier = "",
            AnnotatorKind = "LLM",
            Label = "resolved",
            Metadata = "{}"u8.ToArray(),
        };
        await _test.Store.WriteAsync(writer => AnnotationWrites.UpsertOrKeep(writer, [annotation with { Label = "old" }, annotation], 1), Token);
        await _test.ReopenAsync();

        await _test.AddAsync("p", TestStore.Span("t1", "a", "late"));

        var project = (await _test.ReadAsync(static reader => ProjectQueries.Find(reader, "p")))!.Row;
        var found = await _test.ReadAsync(reader => AnnotationQueries.Page(reader, new(AnnotationTarget.Session, project, 10) { TargetIds = ["late"] }));
        Assert.Equal("resolved", Assert.Single(found).Label);
        Assert.Equal(0, await _test.ReadAsync(static reader => reader.Value<long>("SELECT count(*) FROM pending_annotations")));
    }

    [Fact]
    public async Task A_newer_schema_is_refused_with_a_sentence()
    {
        await _test.Store.WriteAsync(static writer => writer.Run("PRAGMA user_version = 99"), Token);

        var refusal = await Assert.ThrowsAsync<TraceStoreException>(() => _test.ReopenAsync());

        Assert.Contains("newer", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_kept_under_another_name()
    {
        await _test.AddAsync("p", TestStore.Span("t1", "a"));
        await _test.Store.DisposeAsync();
        var damaged = "this is no database, but it may hold what someone wants back"u8.ToArray();
        await File.WriteAllBytesAsync(_test.Path, damaged, Token);

        await _test.ReopenAsync();

        Assert.NotNull(_test.Store.SetAside);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(_test.Store.SetAside, Token));
        Assert.Equal(1, await _test.AddAsync("p", TestStore.Span("t1", "a")));
    }

    [Theory]
    [InlineData("s.session_attribute = 'x' AND +s.project_row = 1", "spans_by_session_attribute")]
    [InlineData("s.trace_row IN (SELECT id FROM traces WHERE trace_id IN (SELECT value FROM json_each('[]'))) AND +s.project_row = 1", "spans_by_trace")]
    [InlineData("s.project_row = 1", "spans_by_project")]
    public async Task Lists_of_spans_are_read_through_an_index(string where, string index)
    {
        var sql = $"EXPLAIN QUERY PLAN SELECT * FROM spans s JOIN traces t ON t.id = s.trace_row JOIN span_bodies b ON b.id = s.id WHERE {where} ORDER BY s.id DESC LIMIT 10";

        var plan = await _test.ReadAsync(reader => reader.Rows(sql, static (SqliteDataReader row) => row.GetString(3)));

        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, static step => step.StartsWith("SCAN s", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> SpanIdsAsync(string project) => await _test.ReadAsync(reader =>
        SpanQueries.Page(reader, new SpanQuery(ProjectQueries.Find(reader, project)!.Row, 100)).ConvertAll(static span => span.SpanId));

    private Task<StoredSession?> SessionAsync(string id) => _test.ReadAsync(reader => SessionQueries.Find(reader, id));
}
