using Microsoft.Data.Sqlite;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class StoreMigrationTests : IAsyncDisposable
{
    private static readonly SpanOrigin Origin = new("{}"u8.ToArray(), "lib", "1");

    private readonly TestStore _test = new();

    private string Backup => StoreBackup.PathOf(_test.Path, 1);

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task A_store_of_the_first_schema_keeps_everything_and_takes_what_is_new()
    {
        await _test.AddAsync("p", TestStore.Span("t1", "a", "s1", tokens: 10));

        await _test.ReopenAsync(MakeOld);
        await _test.AddAsync("p", TestStore.Span("t1", "b", "s1") with { Origin = Origin, Links = "[]"u8.ToArray() });

        var spans = await _test.ReadAsync(static reader => SpanQueries.Page(reader, new SpanQuery(ProjectQueries.Find(reader, "p")!.Row, 10)));
        Assert.Equal([("b", "lib"), ("a", null)], spans.Select(static span => (span.SpanId, span.Origin?.ScopeName)));
        Assert.Equal(10, (await _test.ReadAsync(static reader => SessionQueries.Find(reader, "s1")))!.PromptTokens);
    }

    [Fact]
    public async Task A_store_of_the_second_schema_is_copied_under_its_own_name()
    {
        await _test.AddAsync("p", TestStore.Span("t1", "a", "s1") with { Origin = Origin });

        await _test.ReopenAsync(static path =>
        {
            using var store = StoreConnection.OpenWriter(path);
            store.Run("DROP TABLE project_annotation_configs; PRAGMA user_version = 2;");
        });

        Assert.True(File.Exists(StoreBackup.PathOf(_test.Path, 2)));
        Assert.False(File.Exists(Backup));
        Assert.Equal(1, await OriginsAsync());
    }

    [Fact]
    public async Task The_migrated_tables_are_those_of_a_new_store()
    {
        const string Tables = "SELECT m.name || '.' || coalesce(c.name, '') || ' ' || coalesce(c.type, '') FROM sqlite_master m LEFT JOIN pragma_table_info(m.name) c ORDER BY 1";
        await using var fresh = new TestStore();

        await _test.ReopenAsync(MakeOld);

        Assert.Equal(await ReadAsync(fresh), await ReadAsync(_test));

        static Task<List<string>> ReadAsync(TestStore store) => store.ReadAsync(static reader => reader.Rows(Tables, static (SqliteDataReader row) => row.GetString(0)));
    }

    [Fact]
    public async Task The_old_file_is_kept_whole_before_anything_is_changed()
    {
        await _test.AddAsync("p", TestStore.Span("t1", "a", "s1"));
        await _test.ReopenAsync(path =>
        {
            MakeOld(path);
            // An attempt that ended early left half a copy.
            File.WriteAllText(Backup + ".partial", "half");
        });

        using var backup = StoreConnection.OpenReader(Backup);
        Assert.Equal(1, backup.Value<long>("PRAGMA user_version"));
        Assert.Equal("a", backup.Value<string>("SELECT span_id FROM spans"));
        Assert.Equal("ok", backup.Value<string>("PRAGMA integrity_check"));
        Assert.False(File.Exists(Backup + ".partial"));
    }

    [Fact]
    public async Task Without_room_for_the_copy_nothing_is_changed_and_a_sentence_says_so()
    {
        await _test.AddAsync("p", TestStore.Span("t1", "a", "s1"));

        // A folder in the way stands for every reason why the copy cannot be written.
        var refusal = await Assert.ThrowsAsync<TraceStoreException>(() => _test.ReopenAsync(path =>
        {
            MakeOld(path);
            Directory.CreateDirectory(Path.Combine(Backup + ".partial", "in the way"));
        }));

        using var untouched = StoreConnection.OpenReader(_test.Path);
        Assert.Contains("backup-v1", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, untouched.Value<long>("PRAGMA user_version"));
        Assert.Equal("a", untouched.Value<string>("SELECT span_id FROM spans"));
    }

    [Fact]
    public async Task A_store_that_is_up_to_date_is_not_copied()
    {
        await _test.ReopenAsync();

        Assert.False(File.Exists(Backup));
    }

    [Fact]
    public async Task An_origin_is_stored_once_and_goes_with_its_last_span()
    {
        var same = Origin with { Resource = "{}"u8.ToArray() };
        await _test.AddAsync("p", TestStore.Span("t1", "a") with { Origin = Origin }, TestStore.Span("t2", "b") with { Origin = same });
        Assert.Equal(1, await OriginsAsync());

        await DeleteAsync(static (writer, row) => Deletions.DeleteSpan(writer, row), "SELECT id FROM spans WHERE span_id = 'a'");
        Assert.Equal(1, await OriginsAsync());

        await DeleteAsync(static (writer, row) => Deletions.DeleteTraces(writer, [row]), "SELECT id FROM traces WHERE trace_id = 't2'");
        Assert.Equal(0, await OriginsAsync());
    }

    /// <summary>Takes back what the second and third schema added.</summary>
    private static void MakeOld(string path)
    {
        using var store = StoreConnection.OpenWriter(path);
        store.Run("""
            DROP TABLE project_annotation_configs; DROP INDEX span_bodies_by_origin; DROP TABLE origins;
            ALTER TABLE span_bodies DROP COLUMN origin_row; ALTER TABLE span_bodies DROP COLUMN links;
            PRAGMA user_version = 1;
            """);
    }

    private Task<long> OriginsAsync() => _test.ReadAsync(static reader => reader.Value<long>("SELECT count(*) FROM origins"));

    private Task<int> DeleteAsync(Action<StoreConnection, long> delete, string find) => _test.Store.WriteAsync(
        writer =>
        {
            delete(writer, writer.Value<long>(find));
            return 0;
        },
        TestContext.Current.CancellationToken);
}
