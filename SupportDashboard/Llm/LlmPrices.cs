using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportDashboard.Llm;

/// <summary>
/// What calls cost, from <c>Llm/Data/prices.json</c> (list prices that OpenAI publishes for its API, without cache or batch discounts).
/// A model that is not in the file has an unknown cost, never 0.
/// </summary>
public sealed partial class LlmPrices
{
    private const decimal Million = 1_000_000m;

    private readonly Dictionary<string, LlmPrice> _prices;

    public LlmPrices()
        : this(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Llm", "Data", "prices.json")))
    {
    }

    internal LlmPrices(string json) =>
        _prices = new(JsonSerializer.Deserialize<Dictionary<string, LlmPrice>>(json, JsonSerializerOptions.Web) ?? [], StringComparer.OrdinalIgnoreCase);

    /// <summary>The price of a model, also by its dated name (<c>gpt-4o-mini-2024-07-18</c>); null when it is not known.</summary>
    public LlmPrice? Find(string? model) =>
        model is null ? null : _prices.GetValueOrDefault(model) ?? _prices.GetValueOrDefault(DatedSuffix().Replace(model, string.Empty));

    /// <summary>The cost in USD; null when the model's price is not known.</summary>
    public decimal? Cost(string? model, long promptTokens, long completionTokens) =>
        Find(model) is { } price ? ((price.Prompt * promptTokens) + (price.Completion * completionTokens)) / Million : null;

    [GeneratedRegex("-(20[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{4})$")]
    private static partial Regex DatedSuffix();
}
