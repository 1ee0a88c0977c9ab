using SupportDashboard.LocalModel;

namespace SupportDashboard.Tests.LocalModel;

public sealed class FrustrationRulesTests
{
    [Theory]
    [InlineData("This is ridiculous.")]
    [InlineData("I already told you my order number.")]
    [InlineData("That didn't work.")]
    [InlineData("WHERE IS MY ORDER")]
    [InlineData("You are not helping, I want to speak to a manager.")]
    [InlineData("How many times do I have to say it?")]
    public void Frustration_that_did_not_pass_is_unresolved_with_its_sentence(string message)
    {
        var verdict = Judge(("Where is my order?", "Which one?"), (message, "I am sorry about that."));

        Assert.Equal("unresolved", verdict.Label);
        Assert.Equal(2, verdict.Evidence[^1].Turn);
    }

    [Fact]
    public void It_is_resolved_when_a_later_message_says_that_it_helped()
    {
        var verdict = Judge(("This is ridiculous, where is my order?", "It arrives tomorrow."), ("Great, that helps.", "You're welcome!"));

        Assert.Equal("resolved", verdict.Label);
        Assert.Equal([1, 2], verdict.Evidence.Select(static quote => quote.Turn));
    }

    [Theory]
    [InlineData("My flight was cancelled, what can I do?")]
    [InlineData("Thanks!")]
    [InlineData("Please transfer me to a person.")]
    [InlineData("It is order ORD-12345 from the USA.")]
    public void Bad_news_short_answers_and_preferences_are_none(string message) => Assert.Equal("none", Judge((message, "I see, let me look.")).Label);

    [Fact]
    public void What_the_rules_cannot_read_is_unknown() => Assert.Equal("unknown", Judge(("Wo bleibt meine Bestellung, verdammt?", "Sie wird morgen geliefert.")).Label);

    private static RuleVerdict Judge(params (string User, string Agent)[] turns) => FrustrationRules.Judge([.. turns.Select(static (turn, index) => new JudgedTurn(index + 1, turn.User, turn.Agent))]);
}
