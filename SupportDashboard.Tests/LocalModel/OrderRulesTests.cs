using SupportDashboard.LocalModel;

namespace SupportDashboard.Tests.LocalModel;

public sealed class OrderRulesTests
{
    private const string Shipped = """{"orderId":"ORD-12345","status":"shipped","carrier":"FedEx","trackingNumber":"1234567890","eta":"December 11, 2025"}""";
    private const string Processing = """{"orderId":"ORD-67890","status":"processing","carrier":"pending","trackingNumber":"pending","eta":"December 15, 2025"}""";
    private const string Delivered = """{"orderId":"ORD-11111","status":"delivered","carrier":"UPS","trackingNumber":"9876543210","eta":"Delivered December 5, 2025"}""";

    [Theory]
    [InlineData("Where is ORD-12345?", "You are an agent. The customer has not mentioned an order yet.", """{"orderId":"ORD-12345"}""")]
    [InlineData("when will it arrive?", "The order that the customer mentioned last is ORD-67890.", """{"orderId":"ORD-67890"}""")]
    [InlineData("and ord 11111?", "The order that the customer mentioned last is ORD-67890. Ids look like ORD-12345.", """{"orderId":"ORD-11111"}""")]
    public void The_order_meant_is_looked_up(string message, string system, string arguments)
    {
        var answer = ModelRules.Answer(Request(system, ("user", message)));

        var call = Assert.Single(answer.Calls);
        Assert.Equal(("lookupOrderStatus", arguments), (call.Name, call.Arguments));
        Assert.Equal("tool_calls", answer.FinishReason);
    }

    [Fact]
    public void Without_any_order_it_asks_for_the_number()
    {
        var answer = ModelRules.Answer(Request("Ids look like ORD-12345.", ("user", "Where is my order?")));

        Assert.Empty(answer.Calls);
        Assert.Contains("Could you tell me your order number?", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("When will it arrive?", Delivered, "Order ORD-11111 has already arrived: it was delivered on December 5, 2025 by UPS.")]
    [InlineData("Which carrier?", Delivered, "Order ORD-11111 was delivered by UPS on December 5, 2025.")]
    [InlineData("Status?", Delivered, "Order ORD-11111 has been delivered on December 5, 2025 by UPS. The tracking number is 9876543210.")]
    [InlineData("What's the tracking number?", Processing, "Order ORD-67890 has no tracking number yet, because it is still processing. You will get one as soon as it ships.")]
    [InlineData("carrier and tracking number please", Shipped, "The carrier of order ORD-12345 is FedEx. The tracking number of order ORD-12345 is 1234567890. The carrier is FedEx.")]
    [InlineData("Where is it?", """{"error":"Order ORD-99999 not found in our system"}""", "I'm sorry, I couldn't find order ORD-99999 in our system. Please check the order number for typing errors; it looks like ORD-XXXXX.")]
    [InlineData("Where is it?", "not json", "I'm sorry, I couldn't read the order system's answer. Please try again in a moment.")]
    [InlineData("When does it arrive?", """{"orderId":"ORD-1","status":"lost"}""", "There is no arrival date for order ORD-1 yet; its status is lost.")]
    public void The_result_is_worded_as_the_answer_to_the_question(string question, string result, string answer) =>
        Assert.Equal(answer, ModelRules.Answer(Request(string.Empty, ("user", question), ("assistant", string.Empty), ("tool", result))).Text);

    [Fact]
    public void It_says_that_it_cannot_change_an_order()
    {
        var answer = ModelRules.Answer(Request(string.Empty, ("user", "Cancel order ORD-12345"), ("assistant", string.Empty), ("tool", Shipped)));

        Assert.Contains("I can't cancel or change them here", answer.Text, StringComparison.Ordinal);
    }

    private static ModelRequest Request(string system, params (string Role, string Text)[] messages) => new()
    {
        Messages = [new ModelMessage("system", system, null), .. messages.Select(static said => new ModelMessage(said.Role, said.Text, null))],
        Tools = [OrderRules.Tool],
    };
}
