using SupportDashboard.Evaluations.Checks;
using SupportDashboard.LocalModel;

namespace SupportDashboard.Tests.LocalModel;

/// <summary>Conversations in which the customer wants something done, with the tool calls at hand.</summary>
public sealed class CaseRulesTests
{
    private static readonly CheckedCall Look = new("get_order", """{"order_id":"ORD-1"}""", "{}", false);
    private static readonly CheckedCall Cancel = new("cancel_order", """{"order_id":"ORD-1"}""", "{}", false);

    [Fact]
    public void An_agent_that_did_nothing_resolved_nothing()
    {
        var verdict = Judge(("Please cancel my order ORD-1.", "Of course, I will look into it.", []));

        Assert.Equal("unresolved", verdict.Label);
        Assert.Contains("The agent called no tool, so nothing was done.", verdict.Explanation, StringComparison.Ordinal);
        Assert.Equal("Please cancel my order ORD-1.", verdict.Evidence[0].Text);
    }

    [Fact]
    public void What_was_only_said_is_not_resolved_and_the_sentence_is_quoted()
    {
        var verdict = Judge(("Please cancel my order ORD-1.", "I've cancelled it.", [Look]));

        Assert.Equal("unresolved", verdict.Label);
        Assert.Contains(verdict.Evidence, static quote => quote.Text == "I've cancelled it.");
    }

    [Fact]
    public void Whether_one_change_was_the_right_one_the_rules_cannot_tell() =>
        Assert.Equal("unknown", Judge(("Please cancel my order ORD-1.", "I've cancelled it.", [Look, Cancel])).Label);

    [Fact]
    public void A_question_is_judged_by_what_was_said_also_beside_a_tool_call()
    {
        Assert.Null(CaseRules.Judge([new JudgedTurn(1, "How do I cancel my subscription?", "In the settings.") { Calls = [Look] }]));
        Assert.Equal("resolved", ResolutionRules.Judge([new JudgedTurn(1, "What's the status of order ORD-1?", "Order ORD-1 has been shipped.") { Calls = [Look] }], showsWork: true).Label);
    }

    [Fact]
    public void Every_sign_weighs_as_its_weight_says()
    {
        var calm = new ResolutionSigns(0, false, false, false);

        Assert.True(ResolutionOdds.Of(calm with { Changes = 1 }) < ResolutionOdds.Of(calm));
        Assert.True(ResolutionOdds.Of(calm with { DidNothing = true }) < ResolutionOdds.Of(calm));
        Assert.True(ResolutionOdds.Of(calm with { HandedOver = true }) > ResolutionOdds.Of(calm));
        Assert.True(ResolutionOdds.Of(calm with { EmptyClaims = true }) < 0.2);
    }

    private static RuleVerdict Judge(params (string User, string Agent, CheckedCall[] Calls)[] turns) =>
        ResolutionRules.Judge([.. turns.Select(static (turn, index) => new JudgedTurn(index + 1, turn.User, turn.Agent) { Calls = turn.Calls })], showsWork: true);
}
