using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Evaluations;

public sealed class LedgerTests
{
    private static readonly StoredVerdict Resolved = new()
    {
        EvaluatorVersion = 1,
        Label = "resolved",
        Score = 1,
        Explanation = "Yes.",
        Evidence = "[]",
        Manipulation = null,
        Spans = null,
        AnnotatorKind = AnnotatorKinds.Llm,
        Model = "gpt-5",
        TurnCount = 1,
        InputHash = "hash",
        Cut = null,
        TakenOver = false,
        PromptTokens = 100,
        CompletionTokens = 10,
        DurationMs = 5,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_holds_one_pending_item_for_each_session_and_evaluator()
    {
        await using var ledger = await LedgerFolder.OpenAsync();

        var created = await ledger.StartAsync(3);

        var run = await ledger.FindAsync(created.RunId);
        Assert.Equal((EvaluationRunState.Running, 6, 6), (run.State, run.Total, run.Pending));
        Assert.Equal(["conversation_coherence", "resolution_status"], run.Evaluators);
        Assert.Equal(ledger.Clock.GetUtcNow(), run.CreatedAt);
    }

    [Fact]
    public async Task A_thousand_clicks_at_once_open_each_item_once()
    {
        await using var ledger = await LedgerFolder.OpenAsync();

        var clicks = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => ledger.StartAsync(2)));

        Assert.Single(clicks, static click => click.NewItems > 0);
        Assert.Single(clicks.Select(static click => click.RunId).Distinct());
        await using var db = ledger.CreateDbContext();
        Assert.Equal((1, 4), (await db.Runs.CountAsync(Token), await db.Items.CountAsync(Token)));
    }

    [Fact]
    public async Task A_wider_request_adds_only_what_is_not_being_worked_on()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var first = await ledger.StartAsync(2);

        var second = await ledger.StartAsync(3);

        Assert.NotEqual(first.RunId, second.RunId);
        Assert.Equal(2, second.NewItems);
        Assert.All(await ledger.Reader.ItemsAsync(second.RunId, Token), static item => Assert.Equal("s3", item.SessionId));
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_open_item_of_the_same_kind()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var created = await ledger.StartAsync(1);
        await using var db = ledger.CreateDbContext();
        var item = await db.Items.AsNoTracking().FirstAsync(Token);
        item.Id = 0;
        db.Add(item);

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Token));
        Assert.Equal(2, (await ledger.FindAsync(created.RunId)).Total);
    }

    [Fact]
    public async Task An_item_is_claimed_by_one_worker_only()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var item = (await ledger.Items.PendingAsync((await ledger.StartAsync(1)).RunId, 1, Token)).Single();

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ledger.Items.ClaimAsync(item.Id, Token)));

        Assert.Single(claims, static claimed => claimed);
    }

    [Fact]
    public async Task After_a_restart_what_was_being_judged_is_pending_and_what_was_judged_is_kept()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var created = await ledger.StartAsync(1);
        var items = await ledger.Items.PendingAsync(created.RunId, 10, Token);
        await ledger.Items.ClaimAsync(items[0].Id, Token);
        await ledger.Items.ClaimAsync(items[1].Id, Token);
        Assert.True(await ledger.Items.StoreAsync(items[0].Id, Resolved, Token));

        await ledger.Startup.PrepareAsync(Token);

        var run = await ledger.FindAsync(created.RunId);
        Assert.Equal((1, 0, 1), (run.Pending, run.Judging, run.Judged));
        Assert.Equal(created.RunId, Assert.Single(await ledger.Runs.UnfinishedAsync(Token)));
        Assert.Equal("resolved", Assert.Single(await ledger.Writes.DueAsync(10, Token)).Label);
    }

    [Fact]
    public async Task A_late_or_repeated_step_changes_nothing()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var created = await ledger.StartAsync(1);
        var item = (await ledger.Items.PendingAsync(created.RunId, 1, Token)).Single();

        Assert.False(await ledger.Items.StoreAsync(item.Id, Resolved, Token));
        await ledger.Items.ClaimAsync(item.Id, Token);
        Assert.True(await ledger.Items.StoreAsync(item.Id, Resolved, Token));
        Assert.False(await ledger.Items.StoreAsync(item.Id, Resolved with { Label = "unresolved" }, Token));
        Assert.Equal(1, await ledger.Writes.MarkWrittenAsync([item.Id], Token));
        Assert.Equal(0, await ledger.Writes.MarkWrittenAsync([item.Id], Token));
        Assert.False(await ledger.Items.FailAsync(item.Id, EvaluationItemState.Judging, NotJudgedReason.Timeout, "late", 0, 0, Token));

        var newest = Assert.Single(await ledger.Reader.ForSessionAsync("support-bot", "s1", Token), static entry => entry.State == EvaluationItemState.Written);
        Assert.Equal(("resolved", 1d), (newest.Label, newest.Score));
    }

    [Fact]
    public async Task Cancelling_ends_what_is_pending_and_lets_what_was_judged_be_written()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var created = await ledger.StartAsync(2);
        var items = await ledger.Items.PendingAsync(created.RunId, 10, Token);
        await ledger.Items.ClaimAsync(items[0].Id, Token);
        await ledger.Items.ClaimAsync(items[1].Id, Token);
        await ledger.Items.StoreAsync(items[0].Id, Resolved, Token);

        Assert.True(await ledger.Runs.CancelAsync(created.RunId, Token));
        Assert.False(await ledger.Runs.CancelAsync(created.RunId, Token));
        await ledger.Items.ReleaseAsync(items[1].Id, Token);

        var run = await ledger.FindAsync(created.RunId);
        Assert.Equal((EvaluationRunState.Cancelled, 1, 3), (run.State, run.Judged, run.Cancelled));
        Assert.Single(await ledger.Writes.DueAsync(10, Token));
        Assert.Equal(3, (await ledger.StartAsync(2)).NewItems);
    }

    [Fact]
    public async Task A_run_is_completed_when_nothing_is_open_any_more()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var created = await ledger.StartAsync(1);
        var items = await ledger.Items.PendingAsync(created.RunId, 10, Token);
        await ledger.Items.FailAsync(items[0].Id, EvaluationItemState.Pending, NotJudgedReason.RateLimit, "Too many.", 7, 1, Token);
        Assert.False(await ledger.Runs.CompleteIfDoneAsync(created.RunId, Token));
        await ledger.Items.FailAsync(items[1].Id, EvaluationItemState.Pending, NotJudgedReason.RateLimit, "Too many.", 0, 0, Token);

        Assert.True(await ledger.Runs.CompleteIfDoneAsync(created.RunId, Token));

        var run = await ledger.FindAsync(created.RunId);
        Assert.Equal((EvaluationRunState.Completed, 2, 7L), (run.State, run.NotJudged, run.PromptTokens));
        Assert.Equal(2, run.Reasons["Too many."]);
        Assert.Equal(ledger.Clock.GetUtcNow(), run.FinishedAt);
    }

    [Fact]
    public async Task A_postponed_verdict_is_due_again_after_its_pause()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var item = (await ledger.Items.PendingAsync((await ledger.StartAsync(1)).RunId, 1, Token)).Single();
        await ledger.Items.ClaimAsync(item.Id, Token);
        await ledger.Items.StoreAsync(item.Id, Resolved, Token);

        await ledger.Writes.PostponeAsync([item.Id], TimeSpan.FromSeconds(10), "Phoenix cannot be reached.", Token);

        Assert.Empty(await ledger.Writes.DueAsync(10, Token));
        ledger.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((1, "Phoenix cannot be reached."), Assert.Single((await ledger.Writes.DueAsync(10, Token)).Select(static due => (due.WriteAttempts, due.Reason))));
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_lock_later_starts_out()
    {
        await using var ledger = new LedgerFolder();
        await using (var db = ledger.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("""CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT); INSERT INTO "__EFMigrationsLock" VALUES (1, 'killed')""", Token);
        }

        await ledger.Startup.PrepareAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.Equal(2, (await ledger.StartAsync(1)).NewItems);
    }

    [Fact]
    public async Task The_checked_in_migrations_are_the_model()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        await using var db = ledger.CreateDbContext();

        Assert.False(db.Database.HasPendingModelChanges());
    }
}
