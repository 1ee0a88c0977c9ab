using System.Text.Json;
using System.Text.Json.Serialization;
using SupportDashboard.Sessions.Languages;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>What a turn used, and what failed in it: every name once, in alphabetical order, so that equal turns give equal text.</summary>
internal sealed partial record TurnUses
{
    private const int MostNames = 50;

    public IReadOnlyList<string>? Tools { get; init; }

    public IReadOnlyList<string>? FailedTools { get; init; }

    public IReadOnlyList<string>? Errors { get; init; }

    public IReadOnlyList<ModelUse>? Models { get; init; }

    /// <summary>The language that the customer wrote it in (ISO 639-1); null where the text does not tell.</summary>
    public string? Language { get; init; }

    /// <summary>Of a turn's spans.</summary>
    /// <param name="spans">All of them.</param>
    /// <param name="failures">Those that failed by themselves.</param>
    /// <param name="message">What the customer wrote; null where that is not known or is no text.</param>
    public static TurnUses Of(List<SpanFacts> spans, List<SpanFacts> failures, string? message) => new()
    {
        Language = LanguageGuess.Of(message),
        Tools = Names(spans.Select(static span => span.Tool)),
        FailedTools = Names(spans.Where(static span => span.Failed).Select(static span => span.Tool)),
        Errors = Names(failures.Select(static span => span.Error)),
        Models = OrNull(ModelUse.Sum(spans.Where(static span => span.Kind == "LLM").Select(static span =>
            new ModelUse(span.Model, span.PromptTokens, span.CompletionTokens, span.CachedTokens, span.Uncounted ? 1 : 0)))),
    };

    /// <summary>Every name once; null of nothing.</summary>
    public static IReadOnlyList<string>? Names(IEnumerable<string?> names) =>
        OrNull<string>([.. names.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostNames)]);

    /// <summary>As JSON; null when there is nothing to say.</summary>
    public string? ToJson() => Tools is null && FailedTools is null && Errors is null && Models is null && Language is null ? null : JsonSerializer.Serialize(this, Compact.Default.TurnUses);

    public static TurnUses FromJson(string? json) => json is null ? new() : JsonSerializer.Deserialize(json, Compact.Default.TurnUses) ?? new();

    private static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(TurnUses))]
    private sealed partial class Compact : JsonSerializerContext;
}
