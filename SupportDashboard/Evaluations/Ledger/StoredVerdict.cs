using System.Text.Json.Nodes;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>A verdict in the columns of the ledger.</summary>
internal sealed record StoredVerdict
{
    public required int EvaluatorVersion { get; init; }

    public required string? Label { get; init; }

    public required double? Score { get; init; }

    public required string? Explanation { get; init; }

    /// <summary>JSON: <c>[{"turn":1,"quote":"…","found":true}]</c>.</summary>
    public required string? Evidence { get; init; }

    /// <summary>JSON: <c>[{"turn":1,"quote":"…"}]</c>; null when nothing in the conversation looks as if it was written for the judge.</summary>
    public required string? Manipulation { get; init; }

    /// <summary>JSON: <c>[{"span_id":"…","label":"…","score":1,"explanation":"…"}]</c>; null when the evaluator judges sessions only.</summary>
    public required string? Spans { get; init; }

    public required string? AnnotatorKind { get; init; }

    public required string? Model { get; init; }

    public required int? TurnCount { get; init; }

    public required string? InputHash { get; init; }

    public required string? Cut { get; init; }

    public required bool TakenOver { get; init; }

    public required long PromptTokens { get; init; }

    public long CachedTokens { get; init; }

    public required long CompletionTokens { get; init; }

    /// <summary>The label of the verdict before this one; null when there was none.</summary>
    public string? PreviousLabel { get; init; }

    public required long DurationMs { get; init; }

    public string? TraceId { get; init; }

    /// <summary>A verdict that was just given.</summary>
    public static StoredVerdict Of(JudgedVerdict verdict) => new()
    {
        EvaluatorVersion = verdict.Evaluator.Version,
        Label = verdict.Label,
        Score = verdict.Score,
        Explanation = verdict.Explanation,
        Evidence = new JsonArray([.. verdict.Evidence.Select(static quote => new JsonObject
        {
            ["turn"] = quote.Turn, ["quote"] = quote.Quote, ["found"] = quote.Found,
        })]).ToJsonString(),
        Manipulation = ManipulationOf(verdict.Manipulation),
        Spans = SpansOf(verdict),
        AnnotatorKind = verdict.AnnotatorKind,
        Model = verdict.Model,
        TurnCount = verdict.TurnsSeen,
        InputHash = verdict.InputHash,
        Cut = verdict.Cut,
        TakenOver = false,
        PromptTokens = verdict.PromptTokens,
        CachedTokens = verdict.CachedTokens,
        CompletionTokens = verdict.CompletionTokens,
        DurationMs = (long)verdict.Duration.TotalMilliseconds,
        TraceId = verdict.TraceId,
    };

    /// <summary>An earlier verdict of the same evaluator version and model on the same transcript.</summary>
    public static StoredVerdict TakenFrom(ItemRow earlier) => new()
    {
        EvaluatorVersion = earlier.EvaluatorVersion,
        Label = earlier.Label,
        Score = earlier.Score,
        Explanation = earlier.Explanation,
        Evidence = earlier.Evidence,
        Manipulation = earlier.Manipulation,
        Spans = earlier.Spans,
        AnnotatorKind = earlier.AnnotatorKind,
        Model = earlier.Model,
        TurnCount = earlier.TurnCount,
        InputHash = earlier.InputHash,
        Cut = earlier.Cut,
        TakenOver = true,
        PromptTokens = earlier.PromptTokens,
        CachedTokens = earlier.CachedTokens,
        CompletionTokens = earlier.CompletionTokens,
        DurationMs = earlier.DurationMs,
        TraceId = earlier.TraceId,
    };

    /// <summary>The item as the ledger has it once this verdict is stored.</summary>
    public ItemRow PutInto(ItemRow item, long now, long? nextWriteAt)
    {
        (item.State, item.EvaluatorVersion, item.AnnotatorKind, item.Model) = (EvaluationItemState.Judged, EvaluatorVersion, AnnotatorKind, Model);
        (item.Label, item.PreviousLabel, item.Score, item.Explanation) = (Label, PreviousLabel, Score, Explanation);
        (item.Evidence, item.Manipulation, item.Spans, item.Cut) = (Evidence, Manipulation, Spans, Cut);
        (item.TurnCount, item.InputHash, item.TakenOver, item.TraceId) = (TurnCount, InputHash, TakenOver, TraceId);
        (item.PromptTokens, item.CachedTokens, item.CompletionTokens, item.DurationMs) = (PromptTokens, CachedTokens, CompletionTokens, DurationMs);
        (item.JudgedAt, item.UpdatedAt, item.NextWriteAt) = (now, now, nextWriteAt);
        return item;
    }

    private static string? ManipulationOf(IReadOnlyList<JudgeQuote> quotes) => quotes.Count == 0
        ? null
        : new JsonArray([.. quotes.Select(static quote => new JsonObject { ["turn"] = quote.Turn, ["quote"] = quote.Quote })]).ToJsonString();

    private static string? SpansOf(JudgedVerdict verdict) => verdict.Spans.Count == 0
        ? null
        : new JsonArray([.. verdict.Spans.Select(span => new JsonObject
        {
            ["span_id"] = span.SpanId, ["label"] = span.Label, ["score"] = verdict.Evaluator.Find(span.Label)?.Score, ["explanation"] = span.Explanation,
        })]).ToJsonString();
}
