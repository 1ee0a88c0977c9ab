using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Sessions.Indexing;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

public sealed class VerdictBadgesTests : EvaluationRunBench
{
    [Fact]
    public async Task What_another_dashboard_could_not_judge_shows_here_when_the_ledger_has_news()
    {
        await using var app = await StartAsync();
        await FailElsewhereAsync(app, "s1", "It could not be done there.");

        foreach (var listener in app.Get<IEnumerable<ILedgerListener>>())
        {
            listener.LookAgain();
        }

        await Eventually.BecomesTrueAsync(
            async () => (await app.Get<IndexDatabase>().ReadAsync(FailureTable.All, Token)).Exists(static failure => failure is { SessionId: "s1", Failure: "It could not be done there." }),
            Token);
    }

    // Only in the ledger, as another process does it: nobody here is told.
    private static async Task FailElsewhereAsync(EvaluationApp app, string session, string reason)
    {
        var run = await app.Get<RunLedger>().CreateAsync(EvaluationApp.Request(session), [EvaluatorCatalog.ResolutionStatus], Token);
        var item = Assert.Single(await app.Get<ItemLedger>().ClaimAsync(run.RunId, "elsewhere", 1, Token));
        Assert.True(await app.Get<ItemLedger>().FailAsync(item.Id, EvaluationItemState.Judging, NotJudgedReason.ModelError, reason));
        await app.Get<RunLedger>().CompleteIfDoneAsync(run.RunId, Token);
    }
}
