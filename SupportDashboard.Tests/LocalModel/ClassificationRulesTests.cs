using System.Text.Json;
using SupportDashboard.LocalModel;

namespace SupportDashboard.Tests.LocalModel;

public sealed class ClassificationRulesTests
{
    [Theory]
    [InlineData("What's the status of order ORD-12345?", "order_status", "high")]
    [InlineData("When will it arrive?", "order_status", "high")]
    [InlineData("What's the tracking number?", "order_status", "high")]
    [InlineData("Back to my order - what's the carrier?", "order_status", "high")]
    [InlineData("Check my order ORD-67890", "order_status", "high")]
    [InlineData("where is my package", "order_status", "high")]
    [InlineData("ord 12345", "order_status", "high")]
    [InlineData("How do I reset my password?", "faq", "high")]
    [InlineData("And what about refunds?", "faq", "high")]
    [InlineData("I want a refund for ORD-12345", "faq", "medium")]
    [InlineData("How do I upgrade to a premium plan?", "faq", "low")]
    [InlineData("Can you help me with something random?", "faq", "low")]
    [InlineData("In order to win, what should one do?", "faq", "low")]
    [InlineData("שלום", "faq", "low")]
    public void A_message_is_classified_by_its_words(string message, string category, string confidence) =>
        Assert.Equal((category, confidence), Classify(("user", message)));

    [Fact]
    public void A_short_follow_up_to_an_order_stays_with_the_order() => Assert.Equal(
        ("order_status", "medium"),
        Classify(("user", "ORD-12345?"), ("assistant", "Order ORD-12345 has been shipped."), ("user", "And where is it now?")));

    [Fact]
    public void The_same_words_without_an_order_before_them_are_a_general_question() => Assert.Equal(
        ("faq", "low"),
        Classify(("user", "How do I reset my password?"), ("assistant", "Go to Settings."), ("user", "And where is it now?")));

    private static (string?, string?) Classify(params (string Role, string Text)[] messages)
    {
        var answer = ModelRules.Answer(new ModelRequest { Messages = [.. messages.Select(static said => new ModelMessage(said.Role, said.Text, null))], Tools = [], SchemaName = "classification" });
        using var parsed = JsonDocument.Parse(answer.Text!);
        return (parsed.RootElement.GetProperty("category").GetString(), parsed.RootElement.GetProperty("confidence").GetString());
    }
}
