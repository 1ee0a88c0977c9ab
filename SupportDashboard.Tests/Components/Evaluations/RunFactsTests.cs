using Bunit;
using SupportDashboard.Components.Evaluations;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Tests.Components.Evaluations;

public sealed class RunFactsTests : ComponentTests
{
    [Fact]
    public void A_run_that_has_ended_says_its_mean_pace_how_long_it_took_and_what_it_cost()
    {
        // What was cancelled took no time, and how fast it went at the end tells nothing any more.
        var facts = Show(RunSamples.Completed(total: 3_000, minutes: 2) with { Written = 2_300, NotJudged = 200, Cancelled = 500, Cost = 1.25m }, pace: 7, left: TimeSpan.FromMinutes(3));

        Assert.Equal("Done", facts.Find(".state b").TextContent);
        Assert.Equal(("1,250 a minute", "2 min 0 s", "$1.25"), (Fact(facts, "Pace"), Fact(facts, "Took"), Fact(facts, "Cost")));
        Assert.DoesNotContain(["Cost so far", "Time left"], Names(facts).Contains);
    }

    [Fact]
    public void A_run_under_way_says_its_pace_of_now_how_long_it_will_take_and_what_it_cost_so_far()
    {
        var facts = Show(RunSamples.Running(total: 100, written: 50) with { Cost = 0.5m }, pace: 119.6, left: TimeSpan.FromMinutes(5));

        Assert.Equal("Running", facts.Find(".state b").TextContent);
        Assert.Equal(("120 a minute", "about 5 min 0 s", "$0.50"), (Fact(facts, "Pace"), Fact(facts, "Time left"), Fact(facts, "Cost so far")));
        Assert.DoesNotContain(["Cost", "Took"], Names(facts).Contains);
    }

    [Fact]
    public void A_paused_run_has_no_pace_and_its_cost_may_grow()
    {
        var facts = Show(RunSamples.Running(total: 100, written: 50) with { State = EvaluationRunState.Paused, PauseReason = "The model account has no credit left.", Cost = 0.5m }, pace: 120);

        Assert.Equal("Paused. The model account has no credit left.", facts.Find(".state").TextContent);
        Assert.Equal(("–", "$0.50"), (Fact(facts, "Pace"), Fact(facts, "Cost so far")));
    }

    [Fact]
    public void A_cancelled_run_is_open_until_the_verdicts_that_were_there_are_written()
    {
        var cancelled = RunSamples.Completed(total: 50, minutes: 1) with { State = EvaluationRunState.Cancelled, Cost = 0.5m };

        var open = Show(cancelled with { Written = 30, Judged = 20 });
        var whole = Show(cancelled);

        Assert.Equal(("–", "$0.50"), (Fact(open, "Pace"), Fact(open, "Cost so far")));
        Assert.Equal(("50 a minute", "$0.50"), (Fact(whole, "Pace"), Fact(whole, "Cost")));
    }

    [Fact]
    public void What_is_not_known_is_never_a_zero()
    {
        var begun = Show(RunSamples.Running(total: 100, written: 0));
        var instant = Show(RunSamples.Completed(total: 100, minutes: 0));
        var overNight = Show(RunSamples.Completed(total: 3, minutes: 600));

        Assert.Equal(("–", "–", "cost unknown"), (Fact(begun, "Pace"), Fact(begun, "Time left"), Fact(begun, "Cost so far")));
        Assert.Equal(("–", "cost unknown"), (Fact(instant, "Pace"), Fact(instant, "Cost")));
        Assert.Equal("less than 1 a minute", Fact(overNight, "Pace"));
    }

    private static IEnumerable<string> Names(IRenderedComponent<RunFacts> facts) => facts.FindAll("dt").Select(static name => name.TextContent);

    private static string Fact(IRenderedComponent<RunFacts> facts, string name) =>
        Assert.Single(facts.FindAll("dl > div"), fact => fact.QuerySelector("dt")!.TextContent == name).QuerySelector("dd")!.TextContent;

    private IRenderedComponent<RunFacts> Show(EvaluationRun run, double? pace = null, TimeSpan? left = null) =>
        Render<RunFacts>(parameters => parameters.Add(p => p.Run, run).Add(p => p.Pace, pace).Add(p => p.Left, left));
}
