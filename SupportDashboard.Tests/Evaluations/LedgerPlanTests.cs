using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Rules;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>How SQLite looks for items: a ledger keeps every verdict that ever was, so what is asked again and again must not go through all of them.</summary>
public sealed partial class LedgerPlanTests : IAsyncLifetime
{
    private const string Project = "support-bot";

    private static readonly string[] Sessions = ["s1", "s2"];

    private LedgerFolder _ledger = null!;
    private Guid _run;

    public static TheoryData<string> Steps => [.. All.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<string, Func<LedgerPlanTests, Task>> All { get; } = new(StringComparer.Ordinal)
    {
        ["start a run"] = static test => test._ledger.StartAsync(3, again: true),
        ["claim"] = static test => test._ledger.Items.ClaimAsync(test._run, "job", 10, Token),
        ["release"] = static test => test._ledger.Items.ReleaseAsync(1),
        ["fail"] = static test => test._ledger.Items.FailAsync(1, EvaluationItemState.Pending, NotJudgedReason.Timeout, "It took too long."),
        ["store"] = static test => test._ledger.Items.StoreAsync(1, LedgerTests.Resolved),
        ["take back"] = static test => test._ledger.Items.TakeBackAsync(test._run, "job", Token),
        ["earlier verdicts"] = static test => test._ledger.Items.EarlierAsync(Project, Sessions, Token),
        ["judged turns"] = static test => test._ledger.Items.JudgedAsync(Project, Sessions, Token),
        ["average answer"] = static test => test._ledger.Items.AverageAnswerAsync("resolution_status", "gpt-5", Token),
        ["due"] = static test => test._ledger.Writes.DueAsync(200, Token),
        ["next due"] = static test => test._ledger.Writes.NextDueAsync(Token),
        ["mark written"] = static test => test._ledger.Writes.MarkWrittenAsync([1, 2, 3], Token),
        ["postpone"] = static test => test._ledger.Writes.PostponeAsync([1, 2, 3], TimeSpan.FromMinutes(1), "Phoenix is away.", Token),
        ["hurry"] = static test => test._ledger.Writes.HurryAsync(Token),
        ["cancel"] = static test => test._ledger.Runs.CancelAsync(test._run, Token),
        ["complete"] = static test => test._ledger.Runs.CompleteIfDoneAsync(test._run, Token),
        ["has pending"] = static test => test._ledger.Runs.HasPendingAsync(test._run, Token),
        ["failures"] = static test => test._ledger.Runs.FailuresAsync(test._run, Token),
        ["figures of a run"] = static test => test._ledger.Reader.FindAsync(test._run, Token),
        ["items of a run"] = static test => test._ledger.Reader.ItemsAsync(test._run, new RunItemsFilter(), 0, 50, Token),
        ["items with a reason"] = static test => test._ledger.Reader.ItemsAsync(test._run, new RunItemsFilter { Reason = "Gone." }, 0, 50, Token),
        ["items of a session"] = static test => test._ledger.Reader.ForSessionAsync(Project, "s1", Token),
        ["history"] = static test => new VerdictBook(test._ledger.Door).HistoryAsync(Project, "s1", Token),
        ["verdict of a trace"] = static test => new VerdictBook(test._ledger.Door).ByTraceAsync("trace", Token),
        ["attempts"] = static test => new RuleLedger(test._ledger.Door, test._ledger.Clock).AttemptsAsync(Project, Sessions, ["resolution_status"], Token),
    };

    public async ValueTask InitializeAsync()
    {
        _ledger = await LedgerFolder.OpenAsync();
        _run = (await _ledger.StartAsync(3)).RunId;
        _ledger.Statements.IsListening = true;
    }

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task No_step_goes_through_all_items_or_all_of_a_state(string step)
    {
        await All[step](this);

        var statements = _ledger.Statements.Take().Where(static sql => Items().IsMatch(sql)).ToList();
        Assert.NotEmpty(statements);
        foreach (var sql in statements)
        {
            Assert.DoesNotContain(await PlanAsync(sql), step => IsWide(step, sql));
        }
    }

    [Fact]
    public async Task Due_verdicts_and_a_page_of_items_come_in_their_order_without_being_sorted()
    {
        await _ledger.Writes.DueAsync(200, Token);
        await _ledger.Reader.ItemsAsync(_run, new RunItemsFilter(), 0, 50, Token);

        foreach (var sql in _ledger.Statements.Take().Where(static sql => Items().IsMatch(sql)))
        {
            Assert.DoesNotContain(await PlanAsync(sql), static step => step.Contains("B-TREE", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_plan_that_goes_through_all_items_is_noticed()
    {
        string[] wide = ["SELECT * FROM evaluation_items AS i WHERE i.label = 'x'", "SELECT * FROM evaluation_items WHERE state = 'Written'", "SELECT COUNT(*) FROM evaluation_items"];

        foreach (var sql in wide)
        {
            Assert.Contains(await PlanAsync(sql), step => IsWide(step, sql));
        }
    }

    // A state alone narrows nothing: most items are written, and while Phoenix is away most are judged.
    private static bool IsWide(string step, string sql) =>
        step.EndsWith("(state=?)", StringComparison.Ordinal)
        || (Scan().Match(step) is { Success: true } scan && Items().Matches(sql).Any(items => scan.Groups[1].Value == (items.Groups[1].Success ? items.Groups[1].Value : "evaluation_items")));

    private async Task<List<string>> PlanAsync(string sql)
    {
        await using var db = _ledger.CreateDbContext();
        await db.Database.OpenConnectionAsync(Token);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        await using var reader = await command.ExecuteReaderAsync(Token);
        var steps = new List<string>();
        while (await reader.ReadAsync(Token))
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }

    [GeneratedRegex("""\bevaluation_items\b"?(?: AS "?(\w+))?""")]
    private static partial Regex Items();

    [GeneratedRegex(@"^SCAN (\w+)")]
    private static partial Regex Scan();
}
