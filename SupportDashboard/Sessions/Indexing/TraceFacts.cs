namespace SupportDashboard.Sessions.Indexing;

/// <summary>A turn, computed from the spans of its trace. The result does not depend on the order in which spans are given.</summary>
internal sealed record TraceFacts
{
    private const int MostTexts = 10;

    public required string TraceId { get; init; }

    /// <summary>Of the first inserted span that names one, as Phoenix decides.</summary>
    public string? SessionId { get; init; }

    public string? UserId { get; init; }

    /// <summary>The root span, where feedback belongs; null when no span without a parent has arrived.</summary>
    public string? RootSpanId { get; init; }

    public long StartUs { get; init; }

    public long EndUs { get; init; }

    /// <summary>Spans that failed without a span inside them having failed.</summary>
    public int Failed { get; init; }

    public int Documents { get; init; }

    public long PromptTokens => Uses.Models?.Sum(static use => use.Prompt) ?? 0;

    public long CompletionTokens => Uses.Models?.Sum(static use => use.Completion) ?? 0;

    /// <summary>What the turn used and what failed in it.</summary>
    public required TurnUses Uses { get; init; }

    public string? Category { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public bool InputIsJson { get; init; }

    public bool OutputIsJson { get; init; }

    /// <summary>Computes the turn.</summary>
    /// <param name="spans">All known spans of one trace, at least one.</param>
    public static TraceFacts Of(IEnumerable<SpanFacts> spans)
    {
        var all = spans.OrderBy(static span => span.Row).ThenBy(static span => span.SpanId, StringComparer.Ordinal).ToList();
        var ranked = Ranked(all);
        var asked = Best(ranked, static span => span.Input, Enumerable.First);
        var answered = Best(ranked, static span => span.Output, Enumerable.Last);
        var failures = InnermostFailures.Of(all);
        var (input, inputIsJson) = (Joined(asked, static span => span.Input), asked.Exists(static span => span.InputIsJson));
        return new TraceFacts
        {
            TraceId = all[0].TraceId,
            SessionId = First(all, static span => span.SessionId),
            UserId = First(all, static span => span.UserId),
            Category = First(all, static span => span.Category),
            RootSpanId = ranked.Find(static entry => entry.Rank is 0 or 1).Span?.SpanId,
            StartUs = all.Min(static span => span.StartUs),
            EndUs = all.Max(static span => Math.Max(span.StartUs, span.EndUs)),
            Failed = failures.Count,
            Documents = all.Sum(static span => span.Documents),
            Uses = TurnUses.Of(all, failures, inputIsJson ? null : input),
            Input = input,
            InputIsJson = inputIsJson,
            Output = Joined(answered, static span => span.Output),
            OutputIsJson = answered.Exists(static span => span.OutputIsJson),
        };
    }

    // 0: a root that talks, 1: another root, 2: talks but its parent is missing, 3: talks somewhere inside; the rest has no say.
    private static List<(int Rank, SpanFacts Span)> Ranked(List<SpanFacts> all)
    {
        var ids = all.Select(static span => span.SpanId).ToHashSet(StringComparer.Ordinal);
        return [.. all
            .Select(span => (Rank: Rank(span, ids), Span: span))
            .Where(static entry => entry.Rank < 4)
            .OrderBy(static entry => entry.Rank)
            .ThenBy(static entry => entry.Span.StartUs)
            .ThenBy(static entry => entry.Span.Row)
            .ThenBy(static entry => entry.Span.SpanId, StringComparer.Ordinal)];
    }

    private static int Rank(SpanFacts span, HashSet<string> ids) => span switch
    {
        { ParentId: null, Talks: true } => 0,
        { ParentId: null } => 1,
        { Talks: true } when !ids.Contains(span.ParentId) => 2,
        { Talks: true } => 3,
        _ => 4,
    };

    // Several roots may each hold a part of the turn; where there is none, the first span asks and the last one answers.
    private static List<SpanFacts> Best(
        List<(int Rank, SpanFacts Span)> ranked, Func<SpanFacts, string?> text, Func<IEnumerable<SpanFacts>, SpanFacts> choose)
    {
        var with = ranked.FindAll(entry => text(entry.Span) is { } words && !IsInner(entry.Rank, words));
        if (with.Count == 0)
        {
            return [];
        }

        var best = with.FindAll(entry => entry.Rank == with[0].Rank).ConvertAll(static entry => entry.Span);
        return with[0].Rank == 0 ? best : [choose(best)];
    }

    // Where a root talks but has no answer (the turn was stopped, or is not over), a step's structured output is no word to the customer.
    private static bool IsInner(int rank, string words) => rank == 3 && words.AsSpan().TrimStart() is ['{' or '[', ..];

    private static string? Joined(List<SpanFacts> spans, Func<SpanFacts, string?> text) => spans.Count switch
    {
        0 => null,
        1 => text(spans[0]),
        _ => string.Join("\n\n", spans.Select(text).Distinct(StringComparer.Ordinal).Take(MostTexts)),
    };

    private static string? First(List<SpanFacts> spans, Func<SpanFacts, string?> value) =>
        spans.Select(value).FirstOrDefault(static found => found is not null);
}
