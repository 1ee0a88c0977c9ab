using System.Text.Json.Nodes;
using SupportDashboard.Evaluations.JudgeTraces;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Evaluations;

/// <summary>Makes the session annotation of a stored verdict.</summary>
internal static class VerdictAnnotation
{
    /// <summary>
    /// The identifier of every judge's annotation. Phoenix's key is (name, session, identifier), so writing twice leaves one row, and people's
    /// and other tools' rows are never touched.
    /// </summary>
    public const string Identifier = "support-dashboard";

    public static WriteSessionAnnotation Of(ItemRow item) => new()
    {
        SessionId = item.SessionId,
        Name = item.Evaluator,
        AnnotatorKind = item.AnnotatorKind ?? AnnotatorKinds.Llm,
        Result = new AnnotationResult(item.Label, item.Score, item.Explanation),
        Metadata = Metadata(item),
        Identifier = Identifier,
    };

    /// <summary>The annotations of single spans; none where the evaluator judges sessions only.</summary>
    public static IEnumerable<WriteSpanAnnotation> SpansOf(ItemRow item) => item.Spans is not { } spans ? [] : JsonNode.Parse(spans)!.AsArray().Select(span => new WriteSpanAnnotation
    {
        SpanId = span!["span_id"]!.GetValue<string>(),
        Name = item.Evaluator,
        AnnotatorKind = item.AnnotatorKind ?? AnnotatorKinds.Code,
        Result = new AnnotationResult(span["label"]!.GetValue<string>(), span["score"]?.GetValue<double>(), span["explanation"]?.GetValue<string>()),
        Metadata = new JsonObject { ["evaluator"] = item.Evaluator, ["evaluator_version"] = item.EvaluatorVersion, ["type"] = item.AnnotatorKind == AnnotatorKinds.Code ? "code" : "llm", ["model"] = item.Model, ["run_id"] = item.RunId.ToString() },
        Identifier = Identifier,
    });

    private static JsonObject Metadata(ItemRow item)
    {
        var metadata = new JsonObject
        {
            ["model"] = item.Model,
            ["evaluator"] = item.Evaluator,
            ["evaluator_version"] = item.EvaluatorVersion,
            ["judged_by"] = item.AnnotatorKind == AnnotatorKinds.Code ? "rules" : "model",
            ["turn_count"] = item.TurnCount,
            ["input_hash"] = item.InputHash,
            ["run_id"] = item.RunId.ToString(),
            ["evidence"] = item.Evidence is { } evidence ? JsonNode.Parse(evidence) : new JsonArray(),
            ["prompt_tokens"] = item.PromptTokens,
            ["completion_tokens"] = item.CompletionTokens,
            ["cached_tokens"] = item.CachedTokens,
            ["duration_ms"] = item.DurationMs,
        };
        if (item.TraceId is { } trace)
        {
            metadata["trace_id"] = trace;
            metadata["trace_project"] = JudgeTraceExport.Project;
        }

        if (item.Cut is { } cut)
        {
            metadata["cut"] = cut;
        }

        if (item.Manipulation is { } manipulation)
        {
            metadata["manipulation"] = JsonNode.Parse(manipulation);
        }

        return metadata;
    }
}
