using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Tests.Sessions;

public sealed class IndexDatabaseTests
{
    [Fact]
    public async Task It_keeps_what_was_folded()
    {
        using var index = new IndexFolder();
        await index.FoldAsync(Wire.Turn(1, "s", "t", 0, "one", "two"));
        var before = await index.DumpAsync();

        index.Reopen();

        Assert.Equal(before, await index.DumpAsync());
        Assert.NotEmpty(before);
    }

    [Fact]
    public async Task Another_schema_version_is_built_anew()
    {
        using var index = new IndexFolder();
        await index.FoldAsync(Wire.Turn(1, "s", "t", 0, "one", "two"));
        await index.Database.WriteAsync(static connection => connection.Execute("PRAGMA user_version = 999"), TestContext.Current.CancellationToken);

        index.Reopen();

        Assert.Empty(await index.DumpAsync());
    }

    [Fact]
    public async Task A_damaged_file_is_built_anew()
    {
        using var index = new IndexFolder();
        index.Database.Dispose();
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(index.Path, new string('x', 10_000), TestContext.Current.CancellationToken);

        index.Reopen();
        await index.FoldAsync(Wire.Turn(1, "s", "t", 0, "one", "two"));

        Assert.NotEmpty(await index.DumpAsync());
    }

    [Fact]
    public async Task A_transaction_that_fails_leaves_nothing()
    {
        using var index = new IndexFolder();
        await index.FoldAsync(Wire.Turn(1, "s", "t", 0, "one", "two"));
        var before = await index.DumpAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => index.Database.WriteAsync<int>(
            static connection =>
            {
                connection.Execute("DELETE FROM session");
                throw new InvalidOperationException("in the middle");
            },
            TestContext.Current.CancellationToken));

        Assert.Equal(before, await index.DumpAsync());
    }
}
