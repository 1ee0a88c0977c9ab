using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Searching while the texts of an import are still to be looked through.</summary>
public sealed class PendingTextsTests : IDisposable
{
    private readonly IndexFolder _index = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _index.Dispose();

    [Fact]
    public async Task What_was_just_imported_is_found_before_its_text_is_looked_through()
    {
        await _index.ImportAsync(Wire.Turn(1, "s", "t", 0, "where is my parcel", "on its way"));

        var before = await SearchAsync("parcel way");
        await _index.FinishTextsAsync();
        var after = await SearchAsync("parcel way");

        Assert.Equal(["s"], Ids(before));
        Assert.Equal(["s"], Ids(after));
        Assert.Empty(before.LeftOut);
    }

    [Fact]
    public async Task A_text_that_changed_is_not_found_by_what_it_said_before()
    {
        await _index.FoldAsync(Wire.Span(2, "t", "child", "root", "LLM", attributes: [("session.id", "s"), ("output.value", "draft words")]));

        await _index.ImportAsync(Wire.Span(3, "t", "root", null, "AGENT", attributes: [("input.value", "final question"), ("output.value", "final answer")]));

        Assert.Equal((0, 1), ((await SearchAsync("draft")).Total, (await SearchAsync("final")).Total));
    }

    [Fact]
    public async Task More_than_can_be_read_at_once_is_said_until_it_is_looked_through_whatever_was_asked_before()
    {
        await _index.ImportAsync(Enumerable.Range(0, 350).SelectMany(static number => Wire.Turn((number * 2) + 1, $"s{number}", $"t{number}", number * 1000, "hello there", $"word{number}x")));
        var queries = _index.Queries;

        var before = await PageAsync(queries, "hello");
        await _index.FinishTextsAsync();
        var after = await PageAsync(queries, "hello");

        Assert.Equal(300, before.Total);
        Assert.StartsWith("50 conversations were just imported", Assert.Single(before.LeftOut), StringComparison.Ordinal);
        Assert.Equal(350, after.Total);
        Assert.Empty(after.LeftOut);
    }

    [Fact]
    public async Task A_crash_after_a_page_forgets_no_text()
    {
        await _index.ImportAsync(Wire.Turn(1, "s", "t", 0, "where is my parcel", "on its way"));

        _index.Reopen();

        Assert.Equal(["s"], Ids(await SearchAsync("parcel")));
        Assert.True(await _index.ReadAsync(PendingTexts.Any));
        await _index.FinishTextsAsync();
        Assert.False(await _index.ReadAsync(PendingTexts.Any));
        Assert.Equal(["s"], Ids(await SearchAsync("parcel")));
    }

    [Fact]
    public async Task A_turn_that_moves_to_another_session_before_it_is_looked_through_is_said_there_alone()
    {
        var much = new string('-', TextTable.MuchText);
        await _index.FoldAsync(Wire.Turn(5, "old", "t1", 0, "first " + much, "x"));
        await _index.ImportAsync(Wire.Span(9, "t2", "late", "root", "LLM", attributes: [("session.id", "old"), ("output.value", "moving words")]));

        await _index.ImportAsync(Wire.Span(7, "t2", "root", null, "AGENT", attributes: [("session.id", "new"), ("output.value", "moving words")]));
        await _index.FinishTextsAsync();

        Assert.Equal(["new"], Ids(await SearchAsync("moving")));
    }

    private static IEnumerable<string> Ids(SessionPage page) => page.Rows.Select(static row => row.SessionId);

    private static Task<SessionPage> PageAsync(SessionQueries queries, string search) =>
        queries.PageAsync(new SessionQuery(IndexFolder.Project, new SessionFilter { Search = search }), Token);

    private Task<SessionPage> SearchAsync(string search) => PageAsync(_index.Queries, search);
}
