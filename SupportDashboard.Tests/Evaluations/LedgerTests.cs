using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>What holds for the ledger on every database.</summary>
public abstract class LedgerTests
{
    internal static StoredVerdict Resolved { get; } = new()
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

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_holds_one_pending_item_for_each_session_and_evaluator()
    {
        await using var ledger = await OpenAsync();

        var created = await ledger.StartAsync(3);

        var run = await ledger.FindAsync(created.RunId);
        Assert.Equal((EvaluationRunState.Running, 6, 6), (run.State, run.Total, run.Pending));
        Assert.Equal(["conversation_coherence", "resolution_status"], run.Evaluators);
        Assert.Equal(ledger.Clock.GetUtcNow(), run.CreatedAt);
    }

    [Fact]
    public async Task A_thousand_clicks_at_once_open_each_item_once()
    {
        await using var ledger = await OpenAsync();

        var clicks = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => ledger.StartAsync(2)));

        Assert.Single(clicks, static click => click.NewItems > 0);
        Assert.Single(clicks.Select(static click => click.RunId).Distinct());
        await using var db = ledger.CreateDbContext();
        Assert.Equal((1, 4), (await db.Runs.CountAsync(Token), await db.Items.CountAsync(Token)));
    }

    [Fact]
    public async Task A_wider_request_adds_only_what_is_not_being_worked_on()
    {
        await using var ledger = await OpenAsync();
        var first = await ledger.StartAsync(2);

        var second = await ledger.StartAsync(3);

        Assert.NotEqual(first.RunId, second.RunId);
        Assert.Equal(2, second.NewItems);
        Assert.All(await ledger.Reader.ItemsAsync(second.RunId, Token), static item => Assert.Equal("s3", item.SessionId));
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_open_item_of_the_same_kind()
    {
        await using var ledger = await OpenAsync();
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
        await using var ledger = await OpenAsync();
        var run = (await ledger.StartAsync(20)).RunId;

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ledger.Items.ClaimAsync(run, "job", 3, Token)));

        Assert.Equal(40, claims.SelectMany(static claimed => claimed).Select(static item => item.Id).Distinct().Count());
        Assert.Equal(40, claims.Sum(static claimed => claimed.Count));
    }

    [Fact]
    public async Task A_late_or_repeated_step_changes_nothing()
    {
        await using var ledger = await OpenAsync();
        var created = await ledger.StartAsync(1);
        var item = (await ledger.Items.PendingAsync(created.RunId, 1, Token)).Single();

        Assert.False(await ledger.Items.StoreAsync(item.Id, Resolved));
        await ledger.Items.ClaimAsync(created.RunId, "job", 1, Token);
        Assert.True(await ledger.Items.StoreAsync(item.Id, Resolved));
        Assert.False(await ledger.Items.StoreAsync(item.Id, Resolved with { Label = "unresolved" }));
        Assert.Equal(1, await ledger.Writes.MarkWrittenAsync([item.Id], Token));
        Assert.Equal(0, await ledger.Writes.MarkWrittenAsync([item.Id], Token));
        Assert.False(await ledger.Items.FailAsync(item.Id, EvaluationItemState.Judging, NotJudgedReason.Timeout, "late"));

        var newest = Assert.Single(await ledger.Reader.ForSessionAsync("support-bot", "s1", Token), static entry => entry.State == EvaluationItemState.Written);
        Assert.Equal(("resolved", 1d), (newest.Label, newest.Score));
    }

    [Fact]
    public async Task Cancelling_ends_what_is_pending_and_lets_what_was_judged_be_written()
    {
        await using var ledger = await OpenAsync();
        var created = await ledger.StartAsync(2);
        var items = await ledger.Items.ClaimAsync(created.RunId, "job", 2, Token);
        await ledger.Items.StoreAsync(items[0].Id, Resolved);

        Assert.True(await ledger.Runs.CancelAsync(created.RunId, Token));
        Assert.False(await ledger.Runs.CancelAsync(created.RunId, Token));
        await ledger.Items.ReleaseAsync(items[1].Id);

        var run = await ledger.FindAsync(created.RunId);
        Assert.Equal((EvaluationRunState.Cancelled, 1, 3), (run.State, run.Judged, run.Cancelled));
        Assert.Single(await ledger.Writes.DueAsync(10, Token));
        Assert.Equal(3, (await ledger.StartAsync(2)).NewItems);
    }

    [Fact]
    public async Task A_run_is_completed_when_nothing_is_open_any_more()
    {
        await using var ledger = await OpenAsync();
        var created = await ledger.StartAsync(1);
        var items = await ledger.Items.ClaimAsync(created.RunId, "job", 10, Token);
        await ledger.Items.FailAsync(items[0].Id, new NotJudged(EvaluatorCatalog.ResolutionStatus, NotJudgedReason.RateLimit, "Too many.") { PromptTokens = 7, CompletionTokens = 1 });
        Assert.False(await ledger.Runs.CompleteIfDoneAsync(created.RunId, Token));
        await ledger.Items.FailAsync(items[1].Id, EvaluationItemState.Judging, NotJudgedReason.RateLimit, "Too many.");

        Assert.True(await ledger.Runs.CompleteIfDoneAsync(created.RunId, Token));

        var run = await ledger.FindAsync(created.RunId);
        Assert.Equal((EvaluationRunState.Completed, 2, 7L), (run.State, run.NotJudged, run.PromptTokens));
        Assert.Equal(2, run.Reasons["Too many."]);
        Assert.Equal(ledger.Clock.GetUtcNow(), run.FinishedAt);
    }

    [Fact]
    public async Task A_postponed_verdict_is_due_again_after_its_pause()
    {
        await using var ledger = await OpenAsync();
        var item = (await ledger.Items.ClaimAsync((await ledger.StartAsync(1)).RunId, "job", 1, Token)).Single();
        await ledger.Items.StoreAsync(item.Id, Resolved);

        await ledger.Writes.PostponeAsync([item.Id], TimeSpan.FromSeconds(10), "Phoenix cannot be reached.", Token);

        Assert.Empty(await ledger.Writes.DueAsync(10, Token));
        ledger.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((1, "Phoenix cannot be reached."), Assert.Single((await ledger.Writes.DueAsync(10, Token)).Select(static due => (due.WriteAttempts, due.Reason))));
    }

    [Fact]
    public async Task The_checked_in_migrations_are_the_model()
    {
        await using var ledger = await OpenAsync();
        await using var db = ledger.CreateDbContext();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Who_reads_keeps_nobody_from_writing()
    {
        await using var ledger = await OpenAsync();
        await ledger.StartAsync(1);
        await using var db = ledger.CreateDbContext();
        await using var reading = db.Items.AsAsyncEnumerable().GetAsyncEnumerator(Token);
        await reading.MoveNextAsync();

        Assert.Equal(2, (await ledger.StartAsync(2)).NewItems);
    }

    [Fact]
    public async Task A_hundred_thousand_sessions_are_asked_for_in_one_go_and_once()
    {
        await using var ledger = await OpenAsync();
        var started = TimeProvider.System.GetTimestamp();

        List<ItemKey> keys = [.. Enumerable.Range(1, 100_000).Select(static number => new ItemKey($"s{number}", "resolution_status", 1))];

        var created = await ledger.Runs.CreateAsync("support-bot", keys, again: false, (null, null), Token);
        var again = await ledger.Runs.CreateAsync("support-bot", keys, again: false, (null, null), Token);
        var claimed = await ledger.Items.ClaimAsync(created.RunId, "job", 100, Token);
        var run = await ledger.FindAsync(created.RunId);

        Assert.Equal((100_000, 0, created.RunId), (created.NewItems, again.NewItems, again.RunId));
        Assert.Equal((100, 99_900, 100_000), (claimed.Count, run.Pending, run.Sessions));
        Assert.Equal("s1", claimed[0].SessionId);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(3));
    }

    /// <summary>A ledger on an empty, prepared database.</summary>
    private protected abstract Task<LedgerFolder> OpenAsync();
}
