using SupportDashboard.Llm;

namespace SupportDashboard.Tests.Llm;

public sealed class LlmPricesTests
{
    private readonly LlmPrices _prices = new();

    [Theory]
    [InlineData("gpt-4o-mini", 1_000_000, 1_000_000, 0.75)]
    [InlineData("gpt-4o-mini-2024-07-18", 2_000, 500, 0.0006)]
    [InlineData("GPT-5", 1_000, 1_000, 0.01125)]
    [InlineData("local-rules-1", 1_000_000, 1_000_000, 0)]
    public void A_known_model_has_a_cost(string model, long prompt, long completion, double cost) =>
        Assert.Equal((decimal)cost, _prices.Cost(model, prompt, completion));

    [Theory]
    [InlineData("llama3.2:3b")]
    [InlineData("gpt-4o-mini-realtime")]
    [InlineData("")]
    [InlineData(null)]
    public void An_unknown_model_has_no_cost_rather_than_none_to_pay(string? model) => Assert.Null(_prices.Cost(model, 1000, 1000));
}
