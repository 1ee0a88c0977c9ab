using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportDashboard.Llm;

/// <summary>
/// What calls cost, from <c>Llm/Data/prices.json</c> (list prices that OpenAI publishes for its API, without batch discounts).
/// A model that is not in the file has an unknown cost, never 0.
/// </summary>
public sealed partial class LlmPrices
{
    private const decimal Million = 1_000_000m;

    private readonly string? _path;
    private volatile Table _table;
    private DateTime _readAt;

    public LlmPrices()
        : this(new FileInfo(Path.Combine(AppContext.BaseDirectory, "Llm", "Data", "prices.json")))
    {
    }

    internal LlmPrices(FileInfo file)
        : this(File.ReadAllText(file.FullName))
    {
        _path = file.FullName;
        _readAt = file.LastWriteTimeUtc;
    }

    internal LlmPrices(string json) => _table = Table.Parse(json);

    /// <summary>Tells two price tables apart.</summary>
    public string Fingerprint => _table.Fingerprint;

    /// <summary>Reads the file again if it was edited; true when it says something else. One that cannot be read changes nothing.</summary>
    public bool Reload()
    {
        if (_path is null || File.GetLastWriteTimeUtc(_path) is var written && written == _readAt)
        {
            return false;
        }

        try
        {
            var table = Table.Parse(File.ReadAllText(_path));
            _readAt = written;
            (var before, _table) = (_table, table);
            return before.Fingerprint != table.Fingerprint;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            // It is being written, or has a slip in it: the next look reads it again.
            return false;
        }
    }

    /// <summary>The price of a model, also by its dated name (<c>gpt-4o-mini-2024-07-18</c>); null when it is not known.</summary>
    public LlmPrice? Find(string? model) =>
        model is null ? null : _table.Prices.GetValueOrDefault(model) ?? _table.Prices.GetValueOrDefault(DatedSuffix().Replace(model, string.Empty));

    /// <summary>The cost in USD; null when the model's price is not known.</summary>
    public decimal? Cost(string? model, long promptTokens, long completionTokens) =>
        Find(model) is { } price ? ((price.Prompt * promptTokens) + (price.Completion * completionTokens)) / Million : null;

    /// <summary>The cost in USD where some of the prompt tokens were cached by the provider; null when the model's price is not known.</summary>
    public decimal? Cost(string? model, long promptTokens, long cachedTokens, long completionTokens) =>
        Find(model) is { } price
            ? ((price.Prompt * (promptTokens - cachedTokens)) + ((price.Cached ?? price.Prompt) * cachedTokens) + (price.Completion * completionTokens)) / Million
            : null;

    private sealed record Table(Dictionary<string, LlmPrice> Prices, string Fingerprint)
    {
        public static Table Parse(string json) => new(
            new(JsonSerializer.Deserialize<Dictionary<string, LlmPrice>>(json, JsonSerializerOptions.Web) ?? [], StringComparer.OrdinalIgnoreCase),
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
    }

    [GeneratedRegex("-(20[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{4})$")]
    private static partial Regex DatedSuffix();
}
