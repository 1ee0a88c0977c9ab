namespace SupportDashboard.Sessions.Indexing;

/// <summary>A session, computed from its turns. Durations and instants are microseconds.</summary>
internal sealed record SessionFacts
{
    public int Turns { get; init; }

    public long StartUs { get; init; }

    public long EndUs { get; init; }

    /// <summary>The longest pause between the end of the turns before and the start of the next; 0 with one turn.</summary>
    public long GapUs { get; init; }

    public long MedianUs { get; init; }

    public long P95Us { get; init; }

    public int Failed { get; init; }

    public int Documents { get; init; }

    /// <summary>Letters of all its texts.</summary>
    public long Characters { get; init; }

    public string? Category { get; init; }

    public string? UserId { get; init; }

    public IReadOnlyList<ModelUse> Models { get; init; } = [];

    public IReadOnlyList<(string Kind, string Name)> Values { get; init; } = [];

    /// <summary>One byte per turn, see <see cref="LatencyScale"/>; in the order of length, because only their counts matter.</summary>
    public byte[] Latencies { get; init; } = [];

    /// <summary>Computes the session.</summary>
    /// <param name="turns">At least one, in the order of their start.</param>
    public static SessionFacts Of(List<TurnFacts> turns)
    {
        var uses = turns.ConvertAll(static turn => TurnUses.FromJson(turn.Uses));
        var latencies = turns.ConvertAll(static turn => turn.EndUs - turn.StartUs);
        latencies.Sort();
        var category = turns.Find(static turn => turn.Category is not null)?.Category;
        return new SessionFacts
        {
            Turns = turns.Count,
            StartUs = turns[0].StartUs,
            EndUs = turns.Max(static turn => turn.EndUs),
            GapUs = LongestGap(turns),
            MedianUs = Quantiles.At(latencies, 0.5) ?? 0,
            P95Us = Quantiles.At(latencies, 0.95) ?? 0,
            Failed = (int)turns.Sum(static turn => turn.Failed),
            Documents = (int)turns.Sum(static turn => turn.Documents),
            Characters = turns.Sum(static turn => turn.Characters),
            Category = category,
            UserId = turns.Find(static turn => turn.UserId is not null)?.UserId,
            Models = ModelUse.Sum(uses.SelectMany(static use => use.Models ?? [])),
            Values = [.. ValuesOf(uses, category)],
            Latencies = [.. latencies.Select(LatencyScale.BucketOf)],
        };
    }

    private static long LongestGap(List<TurnFacts> turns)
    {
        var (longest, end) = (0L, turns[0].EndUs);
        foreach (var turn in turns)
        {
            longest = Math.Max(longest, turn.StartUs - end);
            end = Math.Max(end, turn.EndUs);
        }

        return longest;
    }

    private static IEnumerable<(string Kind, string Name)> ValuesOf(List<TurnUses> uses, string? category) =>
    [
        .. All(SessionValueKinds.Tool, uses.SelectMany(static use => use.Tools ?? [])),
        .. All(SessionValueKinds.FailedTool, uses.SelectMany(static use => use.FailedTools ?? [])),
        .. All(SessionValueKinds.Error, uses.SelectMany(static use => use.Errors ?? [])),
        .. All(SessionValueKinds.Model, uses.SelectMany(static use => use.Models ?? []).Select(static use => use.Model)),
        .. All(SessionValueKinds.Category, [SpanNames.Name(category)]),
        .. All(SessionValueKinds.Language, [LanguageOf(uses)]),
    ];

    // What most turns are written in, of equals what came first: "ok, thanks" does not make a conversation English.
    private static string? LanguageOf(List<TurnUses> uses) => uses
        .Select(static use => use.Language).OfType<string>().GroupBy(static language => language, StringComparer.Ordinal).MaxBy(static turns => turns.Count())?.Key;

    private static IEnumerable<(string Kind, string Name)> All(string kind, IEnumerable<string?> names) => TurnUses.Names(names)?.Select(name => (kind, name)) ?? [];
}
