using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Full-text search over what customers and agents said.</summary>
public sealed class SearchTests(SearchTests.SaidIndex said) : IClassFixture<SearchTests.SaidIndex>
{
    private static readonly (string Session, string Asked, string Answered)[] Said =
    [
        ("plain", "Where is my order ORD-12345?", "It will arrive on Friday."),
        ("quotes", "He said \"never again\" AND left", "That's 100% fine; see a_b and c:\\temp *now*"),
        ("mail", "My address is ann.lee+shop@example.com", "Thank you."),
        ("emoji", "Danke 🎉🎉 für alles", "🙂"),
        ("rtl", "أين طلبي رقم ٧٧", "בדרך אליך"),
        ("short", "ab?", "x y"),
        ("sql", "'; DROP TABLE session; --", "no"),
        ("odd/id #1", "hello there", "general"),
    ];

    [Theory]
    [InlineData("ORD-12345", "plain")]
    [InlineData("ord-123", "plain")]
    [InlineData("2345", "plain")]
    [InlineData("order FRIDAY", "plain")]
    [InlineData("friday where", "plain")]
    [InlineData("\"never again\"", "quotes")]
    [InlineData("\"never", "quotes")]
    [InlineData("100%", "quotes")]
    [InlineData("0%", "quotes")]
    [InlineData("a_b", "quotes")]
    [InlineData("*now*", "quotes")]
    [InlineData("c:\\temp", "quotes")]
    [InlineData("AND left", "quotes")]
    [InlineData("lee+shop@ex", "mail")]
    [InlineData("🎉", "emoji")]
    [InlineData("🎉🎉", "emoji")]
    [InlineData("🙂", "emoji")]
    [InlineData("für", "emoji")]
    [InlineData("طلبي", "rtl")]
    [InlineData("٧٧", "rtl")]
    [InlineData("אליך", "rtl")]
    [InlineData("b?", "short")]
    [InlineData("ab? y", "short")]
    [InlineData("'; DROP TABLE session; --", "sql")]
    [InlineData("odd/id #1", "odd/id #1")]
    [InlineData("never\u0000again", "quotes")]
    public async Task What_was_said_is_found(string search, string session) => Assert.Equal([session], await FindAsync(search));

    [Theory]
    [InlineData("zzz")]
    [InlineData("order refund")]
    [InlineData("ORD*")]
    [InlineData("input:order")]
    [InlineData("NEAR(order, 5)")]
    [InlineData("order OR hello")]
    [InlineData("_%_")]
    [InlineData("^hello")]
    public async Task Operators_and_wildcards_have_no_meaning(string search) => Assert.Empty(await FindAsync(search));

    [Theory]
    [InlineData("")]
    [InlineData("   \t\n")]
    [InlineData("\u0000\u0001")]
    [InlineData("\ud83c")]
    public async Task Nothing_to_search_for_finds_everything(string search) => Assert.Equal(Said.Length, (await FindAsync(search)).Count);

    [Fact]
    public async Task Ten_kilobytes_of_anything_are_answered()
    {
        Assert.Empty(await FindAsync(string.Concat(Enumerable.Repeat("\"'%_*()^:-+~ ORD AND ", 500))));
        Assert.Empty(await FindAsync(new string('x', 10_000)));
        Assert.Empty(await FindAsync(string.Join(' ', Enumerable.Range(0, 2_000))));
    }

    [Fact]
    public async Task A_text_that_arrives_later_is_found()
    {
        using var index = new IndexFolder();
        await index.FoldAsync(Wire.Span(2, "t", "child", "root", "LLM", attributes: [("session.id", "s"), ("output.value", "draft words")]));
        Assert.Equal(1, await CountAsync(index, "draft"));

        await index.FoldAsync(Wire.Span(3, "t", "root", null, "AGENT", attributes: [("input.value", "final question"), ("output.value", "final answer")]));

        Assert.Equal((1, 0), (await CountAsync(index, "final"), await CountAsync(index, "draft")));
    }

    private async Task<List<string>> FindAsync(string search)
    {
        var page = await said.Index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, new SessionFilter { Search = search }), TestContext.Current.CancellationToken);
        Assert.Equal(page.Total, page.Rows.Count);
        return [.. page.Rows.Select(static row => row.SessionId)];
    }

    private static async Task<int> CountAsync(IndexFolder index, string search) =>
        (await index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, new SessionFilter { Search = search }), TestContext.Current.CancellationToken)).Total;

    /// <summary>The index of everything in <see cref="Said"/>.</summary>
    public sealed class SaidIndex : IAsyncLifetime
    {
        internal IndexFolder Index { get; } = new();

        public async ValueTask InitializeAsync() =>
            await Index.FoldAsync(Said.SelectMany(static (said, number) => Wire.Turn((number * 2) + 1, said.Session, $"t{number}", number * 1000, said.Asked, said.Answered)));

        public ValueTask DisposeAsync()
        {
            Index.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
