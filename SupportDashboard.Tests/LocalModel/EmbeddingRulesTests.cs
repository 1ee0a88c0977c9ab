using SupportDashboard.Agent;
using SupportDashboard.LocalModel;

namespace SupportDashboard.Tests.LocalModel;

public sealed class EmbeddingRulesTests
{
    private const double Threshold = 0.35;

    private static readonly FaqEntry[] Articles = AgentData.Read<FaqEntry[]>("faq.json");

    [Theory]
    [InlineData("How do I reset my password?", "1")]
    [InlineData("I forgot my password", "1")]
    [InlineData("i cant log in, forgot my pasword", "1")]
    [InlineData("And what about refunds?", "2")]
    [InlineData("How can I get a refund?", "2")]
    [InlineData("Can I get my money back? The shoes do not fit.", "2")]
    [InlineData("How do I cancel my subscription?", "3")]
    [InlineData("I want to unsubscribe from my membership", "3")]
    [InlineData("Which credit cards do you take?", "4")]
    [InlineData("Can I pay with PayPal?", "4")]
    [InlineData("How do I change my address?", "5")]
    [InlineData("Where can I edit my phone number?", "5")]
    public void A_question_finds_its_article(string question, string id)
    {
        var (best, similarity) = Best(question);

        Assert.Equal(id, best.Id);
        Assert.True(similarity >= Threshold, $"{similarity} is below the threshold.");
    }

    [Theory]
    [InlineData("How do I upgrade to a premium plan?")]
    [InlineData("Can you help me with something random?")]
    [InlineData("What's the weather like in Paris?")]
    [InlineData("Do you ship to Canada?")]
    [InlineData("Tell me a joke about cats")]
    [InlineData("hello")]
    [InlineData("🙂🙃")]
    [InlineData("مرحبا كيف حالك")]
    public void An_unrelated_question_finds_nothing(string question)
    {
        var (best, similarity) = Best(question);

        Assert.True(similarity < Threshold, $"{best.Question} has {similarity}.");
    }

    private static (FaqEntry Article, double Similarity) Best(string question) =>
        Articles.Select(article => (article, EmbeddingRules.Similarity(question, article.Question))).MaxBy(static match => match.Item2);
}
