using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Tests.Integration;

namespace SupportDashboard.Tests.Evaluations;

public sealed class PostgresLedgerTests(PostgresServer server) : LedgerTests
{
    [Fact]
    public async Task Every_text_comes_back_as_it_was()
    {
        string[] texts = ["plain", "pair \ud83d\ude00", "a\0b", "half \ud800 a pair", "\udc00", "\u0001", "\u00010041"];
        await using var ledger = await OpenAsync();

        var created = await ledger.Runs.CreateAsync(new("support-bot", texts, [], Again: false), [EvaluatorCatalog.ResolutionStatus], Token);

        var items = await ledger.Reader.ItemsAsync(created.RunId, Token);
        Assert.Equal(texts, items.Select(static item => item.SessionId));
        Assert.Equal(["plain", "pair \ud83d\ude00"], texts.Where(static text => PostgresText.Encode(text) == text));
    }

    [Fact]
    public async Task A_job_that_is_handed_out_again_frees_what_it_was_judging_and_nothing_else()
    {
        await using var ledger = await OpenAsync();
        var run = (await ledger.StartAsync(3)).RunId;
        await ledger.Items.ClaimAsync(run, "dead", 2, Token);
        await ledger.Items.ClaimAsync(run, "alive", 2, Token);

        // Another dashboard that starts does not know who is alive.
        await ledger.Startup.PrepareAsync(Token);
        Assert.Equal(4, (await ledger.FindAsync(run)).Judging);
        await ledger.Items.TakeBackAsync(run, "dead", Token);

        var found = await ledger.FindAsync(run);
        Assert.Equal((4, 2), (found.Pending, found.Judging));
    }

    [Fact]
    public async Task A_verdict_that_one_dashboard_is_writing_is_not_written_by_another_until_it_took_too_long()
    {
        await using var ledger = await OpenAsync();
        var item = (await ledger.Items.ClaimAsync((await ledger.StartAsync(1)).RunId, "job", 1, Token)).Single();
        await ledger.Items.StoreAsync(item.Id, Resolved);

        Assert.Single(await ledger.Writes.DueAsync(10, Token));
        Assert.Empty(await ledger.Writes.DueAsync(10, Token));
        ledger.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Single(await ledger.Writes.DueAsync(10, Token));
    }

    private protected override async Task<LedgerFolder> OpenAsync() =>
        await LedgerFolder.OpenAsync(await server.CreateDatabaseAsync(Token));
}
