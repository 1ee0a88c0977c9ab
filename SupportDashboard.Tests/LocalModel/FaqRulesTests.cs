using SupportDashboard.Agent;
using SupportDashboard.LocalModel;

namespace SupportDashboard.Tests.LocalModel;

public sealed class FaqRulesTests
{
    private static readonly FaqEntry[] Articles = AgentData.Read<FaqEntry[]>("faq.json");

    [Theory]
    [InlineData("How do I reset my password?", "Settings > Security > Reset Password")]
    [InlineData("What payment methods do you accept?", "Visa, Mastercard")]
    [InlineData("How do I change my e-mail address?", "Account Settings > Profile")]
    public void The_article_that_fits_answers(string question, string part) =>
        Assert.Contains(part, Answer(question, Articles), StringComparison.Ordinal);

    [Theory]
    [InlineData("How do I upgrade my subscription?")]
    [InlineData("How do I delete my account?")]
    [InlineData("What's the weather like?")]
    public void An_article_about_something_else_is_no_answer(string question) =>
        Assert.StartsWith("I'm sorry, I don't have information about that.", Answer(question, Articles), StringComparison.Ordinal);

    [Fact]
    public void What_the_context_does_not_hold_is_not_known() =>
        Assert.StartsWith("I'm sorry, I don't have information about that.", Answer("How do I reset my password?", []), StringComparison.Ordinal);

    [Fact]
    public void A_detail_of_an_earlier_answer_is_found_again() => Assert.Equal(
        "We'll send you an e-mail with a link that is valid for 24 hours.",
        Answer("How long is the link valid?", [], ("user", "How do I reset my password?"), ("assistant", Articles[0].Answer)));

    [Theory]
    [InlineData("Thanks!", "You're welcome!")]
    [InlineData("hi", "Hello!")]
    public void A_courtesy_gets_a_courtesy(string message, string beginning) =>
        Assert.StartsWith(beginning, Answer(message, []), StringComparison.Ordinal);

    private static string Answer(string question, IReadOnlyList<FaqEntry> articles, params (string Role, string Text)[] before)
    {
        var prompt = AgentPrompts.Faq([.. articles.Select(static article => new RetrievedDocument(article.Id, article.Content, 1))]);
        return ModelRules.Answer(new ModelRequest
        {
            Messages = [new ModelMessage("system", prompt, null), .. before.Select(static said => new ModelMessage(said.Role, said.Text, null)), new ModelMessage("user", question, null)],
            Tools = [],
        }).Text!;
    }
}
