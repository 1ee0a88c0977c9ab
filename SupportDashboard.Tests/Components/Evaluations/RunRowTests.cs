using Bunit;
using SupportDashboard.Components.Evaluations;
using SupportDashboard.Evaluations;
using SupportDashboard.Tests.Evaluations.Authoring;

namespace SupportDashboard.Tests.Components.Evaluations;

public sealed class RunRowTests : ComponentTests
{
    [Fact]
    public void A_row_names_how_many_conversations_were_judged_and_the_evaluators_as_people_know_them()
    {
        Book.Show([Drafts.Built() with { Version = 1, RetiredAt = Now }]);

        var row = Show(RunSamples.Completed(total: 3_702, minutes: 2) with { Sessions = 1_234, Evaluators = ["tone", "resolution_status", "never_heard_of"] });

        Assert.Equal($"Done: 1,234 conversations · Tone, {Book.TitleOf("resolution_status")}, never_heard_of", What(row));
        Assert.NotEqual("resolution_status", Book.TitleOf("resolution_status"));
    }

    [Fact]
    public void A_single_conversation_is_no_plural_and_a_rule_is_named_as_the_one_who_asked()
    {
        Book.Show([Drafts.Built() with { Version = 1 }]);

        var row = Show(RunSamples.Running(total: 1, written: 0) with { Sessions = 1, Evaluators = ["tone"], RuleId = Guid.NewGuid() });

        Assert.Equal("Running: 1 conversation, by a rule · Tone", What(row));
    }

    [Fact]
    public void A_row_says_what_came_of_it_and_what_that_cost()
    {
        var run = RunSamples.Completed(total: 10, minutes: 2) with { Written = 7, NotJudged = 2, Cancelled = 1, PromptTokens = 12_000, CompletionTokens = 400 };

        Assert.Equal("7 of 10 verdicts written · 2 not judged · 1 cancelled · 12.4 k tokens · $1.25", Counts(Show(run with { Cost = 1.25m })));
        Assert.EndsWith(" · cost unknown", Counts(Show(run)), StringComparison.Ordinal);
        Assert.Equal("1 of 1 verdict written · 0 tokens · $0", Counts(Show(RunSamples.Completed(total: 1, minutes: 2) with { Cost = 0 })));
    }

    [Fact]
    public void Progress_is_shown_while_it_can_go_on_and_a_pause_says_why()
    {
        var running = RunSamples.Running(total: 10, written: 4);
        var paused = Show(running with { State = EvaluationRunState.Paused, PauseReason = "The model account has no credit left." });

        Assert.Equal(("4", "10"), (Show(running).Find("progress").GetAttribute("value"), Show(running).Find("progress").GetAttribute("max")));
        Assert.Single(paused.FindAll("progress"));
        Assert.StartsWith("The model account has no credit left. 4 of 10 verdicts written", Counts(paused), StringComparison.Ordinal);
        Assert.Empty(Show(RunSamples.Completed(total: 10, minutes: 2)).FindAll("progress"));
    }

    private static string What(IRenderedComponent<RunRow> row) => row.Find(".what").TextContent;

    private static string Counts(IRenderedComponent<RunRow> row) => row.Find(".counts").TextContent;

    private IRenderedComponent<RunRow> Show(EvaluationRun run) => Render<RunRow>(parameters => parameters.Add(p => p.Run, run));
}
