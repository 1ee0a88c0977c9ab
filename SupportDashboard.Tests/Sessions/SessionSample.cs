using CsCheck;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>A made-up session in a form that questions can be answered from by plain loops.</summary>
internal sealed record SessionSample(int Number, int Turns, int FailedTurns, string? Category, int StartMinute, int LastsMs, string? Coherence, string? Resolution, int SeenTurns, bool Disliked, string Word)
{
    public static readonly string[] Words = ["refund", "password", "carrier"];

    public static readonly Gen<SessionSample> Generator =
        from turns in Gen.Int[1, 4]
        from failed in Gen.Int[0, 2]
        from category in Gen.OneOf<string?>(null, "faq", "order_status")
        from start in Gen.Int[0, 500]
        from lasts in Gen.Int[1, 5000]
        from coherence in Gen.OneOf<string?>(null, "coherent", "incoherent", "unknown")
        from resolution in Gen.OneOf<string?>(null, "resolved", "unresolved", "unknown")
        from seen in Gen.Int[1, 4]
        from disliked in Gen.Bool
        from word in Gen.OneOf(Words)
        select new SessionSample(0, turns, Math.Min(failed, turns), category, start, lasts, coherence, resolution, seen, disliked, word);

    public string Id => $"session-{Number:000}";

    public bool Stale => SeenTurns < Turns && (Coherence is not null || Resolution is not null);

    public DateTimeOffset Started => Wire.Start.AddMinutes(StartMinute);

    public DateTimeOffset Active => Started.AddMilliseconds(((Turns - 1) * 10_000) + LastsMs);

    public int Look => (Resolution == "unresolved" ? 16 : 0) + (Coherence == "incoherent" ? 8 : 0) + (FailedTurns > 0 ? 4 : 0) + (Disliked ? 2 : 0) + (Stale ? 1 : 0);

    public IEnumerable<PhoenixSpan> Spans => Enumerable.Range(0, Turns).Select(turn => Wire.Span(
        1 + (Number * 10) + turn, $"{Id}-{turn}", $"{Id}-{turn}-root", null, "LLM", (StartMinute * 60_000) + (turn * 10_000), LastsMs, turn < FailedTurns,
        ("session.id", Id), ("input.value", $"about {Word} number {turn}"), ("output.value", "fine"), ("classification.category", Category), ("llm.token_count.prompt", 10 * (Number + 1))));

    public IEnumerable<SessionAnnotation> Annotations => ((string Name, string? Label)[])[("conversation_coherence", Coherence), ("resolution_status", Resolution)] is var names
        ? names.Where(static verdict => verdict.Label is not null).Select(verdict => Wire.Annotation(1, Id, verdict.Name, verdict.Label, metadata: new { turn_count = SeenTurns }))
        : [];

    public string? Label(string evaluator) => evaluator == "conversation_coherence" ? Coherence : Resolution;

    /// <summary>The filter, read word for word.</summary>
    public bool Matches(SessionFilter filter, string? without = null) =>
        (filter.From is not { } from || Active >= from)
        && (filter.To is not { } to || Started < to)
        && (!filter.HasErrors || FailedTurns > 0)
        && (!filter.ThumbsDown || Disliked)
        && (!filter.NeedsLook || Look > 0)
        && (filter.Category is null || Category == filter.Category)
        && (filter.Search is null || filter.Search == Word)
        && filter.Verdicts.All(choice => choice.Key == without || choice.Value.Count == 0 || choice.Value.Any(label => label switch
        {
            SessionFilter.NotJudged => Label(choice.Key) is null,
            SessionFilter.Stale => Label(choice.Key) is not null && SeenTurns < Turns,
            _ => Label(choice.Key) == label,
        }));
}
