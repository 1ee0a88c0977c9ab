using CsCheck;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>What can happen to an index, and what can be asked of it, at random.</summary>
internal static class RandomHistory
{
    private static readonly string[] Evaluators = ["conversation_coherence", "resolution_status", "politeness"];
    private static readonly string[] Labels = ["coherent", "incoherent", "resolved", "unresolved", "unknown"];
    private static readonly string[] Kinds = ["AGENT", "LLM", "LLM", "TOOL", "RETRIEVER"];
    private static readonly string[] Ids = ["a", "b", "c", "dd", "ée", "f/1"];

    private static readonly Gen<PhoenixSpan> Spans =
        from trace in Gen.Int[0, 9]
        from span in Gen.Int[0, 3]
        from parent in Gen.OneOf<string?>(null, "s0", "s1", "s2")
        from kind in Gen.OneOf(Kinds)
        from session in Gen.OneOf<string?>([null, .. Ids])
        from at in Gen.Int[0, 2000]
        from lasts in Gen.Int[0, 20_000]
        from failed in Gen.Int[0, 3]
        from name in Gen.OneOf<string?>(null, "m", "free", "exotic")
        from category in Gen.OneOf<string?>(null, "faq", "refund")
        from user in Gen.OneOf<string?>(null, "Zoe", "ann", "Bob", "ANN")
        from word in Gen.OneOf("where is my refund", "the carrier lost it", "hello", "")
        select Wire.Span(
            0, $"t{trace}", $"s{span}", parent, kind, at * 10_000, lasts, failed == 0,
            ("session.id", session), ("user.id", user), ("input.value", word), ("output.value", word.ToUpperInvariant()), ("classification.category", category), ("llm.model_name", name), ("tool.name", name),
            ("llm.token_count.prompt", at % 7 == 0 ? null : at), ("llm.token_count.completion", at % 5 == 0 ? null : lasts), ("retrieval.documents.0.document.content", word), ("retrieval.documents.1.document.content", word));

    private static readonly Gen<SessionAnnotation> Annotations =
        from session in Gen.OneOf(Ids)
        from name in Gen.OneOf([.. Evaluators, "note"])
        from label in Gen.OneOf<string?>([null, .. Labels])
        from kind in Gen.OneOf("LLM", "LLM", "CODE", "HUMAN")
        from turns in Gen.Int[0, 4]
        from at in Gen.Int[0, 99]
        select Wire.Annotation(at + 1, session, name, label, kind: kind, identifier: kind + (at % 2), at: at, metadata: new { turn_count = turns });

    public static readonly Gen<List<HistoryStep>> Steps = Gen.OneOf(
        Spans.List[1, 12].Select(static spans => new HistoryStep(spans, null, null, null)),
        Spans.List[1, 12].Select(static spans => new HistoryStep(spans, null, null, null)),
        Annotations.List[0, 6].Select(static annotations => new HistoryStep(null, annotations, null, null)),
        Gen.Select(Gen.OneOf(Ids), Gen.Bool.List[0, 3]).Select(static (id, thumbs) => new HistoryStep(null, null, (id, thumbs), null)),
        Gen.Int[0, 9].List[1, 3].Select(static traces => new HistoryStep(null, null, null, traces))).List[1, 12];

    private static readonly Gen<IReadOnlyList<string>> Asked =
        Gen.OneOf([.. Labels, SessionFilter.NotJudged, SessionFilter.Stale, SessionFilter.HumanDisagrees, "never given"]).List[0, 2].Select(static labels => (IReadOnlyList<string>)labels);

    private static readonly Gen<Dictionary<string, IReadOnlyList<string>>> Values =
        from kind in Gen.OneOf([.. SessionValueKinds.All, "no such kind"])
        from names in Gen.OneOf("m", "exotic", "faq", "llm", "up", "none", "1", "2-3", "agent").List[0, 3]
        from use in Gen.Int[0, 2]
        select use == 0 ? new Dictionary<string, IReadOnlyList<string>> { [kind] = names } : [];

    public static readonly Gen<SessionFilter> Filters =
        from search in Gen.OneOf<string?>(null, null, null, "refund", "CARRIER lost", "hello nowhere")
        from time in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 800], Gen.Int[0, 800])
        from flags in Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 5])
        from evaluator in Gen.OneOf(Evaluators)
        from labels in Asked
        from resolution in Asked
        from values in Values
        from turns in Gen.Int[0, 6]
        select new SessionFilter
        {
            Search = search,
            From = time.Item1 is 0 or 1 ? Wire.Start.AddMinutes(time.Item2) : null,
            To = time.Item1 is 0 or 2 ? Wire.Start.AddMinutes(time.Item3) : null,
            HasErrors = flags.Item1 == 0,
            NeedsLook = flags.Item2 == 0,
            ThumbsDown = flags.Item3 == 0,
            Verdicts = evaluator == "resolution_status"
                ? new Dictionary<string, IReadOnlyList<string>> { [evaluator] = labels }
                : new Dictionary<string, IReadOnlyList<string>> { [evaluator] = labels, ["resolution_status"] = resolution },
            Values = values,
            TurnsMin = turns == 1 ? 2 : null,
            TurnsMax = turns is 1 or 2 ? 3 : null,
        };
}
