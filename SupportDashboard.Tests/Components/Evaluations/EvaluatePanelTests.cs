using SupportDashboard.Components.Evaluations;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Tests.Components.Evaluations;

public sealed class EvaluatePanelTests
{
    private static readonly EvaluationEstimate Estimate = new()
    {
        Sessions = 1234,
        Verdicts = 2468,
        AlreadyJudged = 0,
        Calls = 2468,
        PromptTokens = 3_000_000,
        CompletionTokens = 100_000,
        Cost = 4.75m,
        Model = "gpt-5",
    };

    [Fact]
    public void The_panel_says_what_it_takes() =>
        Assert.Equal("About 2,468 calls to gpt-5 with 3.1 M tokens: about $4.75.", EvaluatePanel.WordsOf(Estimate));

    [Fact]
    public void A_price_that_is_not_known_is_said() =>
        Assert.Equal("About 2,468 calls to gpt-5 with 3.1 M tokens: the price of gpt-5 is not known.", EvaluatePanel.WordsOf(Estimate with { Cost = null }));

    [Fact]
    public void What_is_there_already_is_said() =>
        Assert.Equal("No call to a model. 2,468 verdicts of 2,468 are there already and are kept.", EvaluatePanel.WordsOf(Estimate with { Calls = 0, AlreadyJudged = 2468, Cost = 0 }));
}
