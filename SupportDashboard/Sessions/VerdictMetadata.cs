using System.Globalization;
using System.Text.Json;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>Reads an annotation's metadata, which any tool may have written: wrong types and missing fields are null, never an error.</summary>
internal readonly struct VerdictMetadata(JsonElement? metadata)
{
    private const int MostQuotes = 100;

    public string? Model => Text("model");

    /// <summary>Our <c>turn_count</c>, or the Phoenix tutorial's <c>turnCount</c>.</summary>
    public int? TurnsSeen => Number("turn_count") ?? Number("turnCount");

    public int? EvaluatorVersion => Number("evaluator_version");

    public string? RunId => Text("run_id");

    public string? TraceId => Text("trace_id");

    public long? PromptTokens => Number("prompt_tokens");

    public long? CompletionTokens => Number("completion_tokens");

    public TimeSpan? Duration => Number("duration_ms") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    public IReadOnlyList<Evidence> Evidence => Field("evidence") is { ValueKind: JsonValueKind.Array } quotes
        ? [.. quotes.EnumerateArray().Take(MostQuotes).Select(static quote => new VerdictMetadata(quote).AsEvidence()).OfType<Evidence>()]
        : [];

    /// <summary>What in the conversation looks as if it was written for the judge.</summary>
    public IReadOnlyList<Evidence> Manipulation => Field("manipulation") is { ValueKind: JsonValueKind.Array } quotes
        ? [.. quotes.EnumerateArray().Take(MostQuotes).Select(static quote => new VerdictMetadata(quote).AsEvidence()).OfType<Evidence>().Select(static quote => quote with { Found = true })]
        : [];

    private Evidence? AsEvidence() => Number("turn") is { } turn && Text("quote") is { } quote
        ? new Evidence(turn, quote, Field("found") is { ValueKind: JsonValueKind.True })
        : null;

    private string? Text(string name) => Field(name) is { ValueKind: JsonValueKind.String } field ? SpanAttributes.String(field) : null;

    private int? Number(string name) => Field(name) switch
    {
        { ValueKind: JsonValueKind.Number } field when field.TryGetDouble(out var number) && number is >= 0 and <= int.MaxValue => (int)number,
        { ValueKind: JsonValueKind.String } field when int.TryParse(SpanAttributes.String(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private JsonElement? Field(string name) =>
        metadata is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(name, out var field) ? field : null;
}
