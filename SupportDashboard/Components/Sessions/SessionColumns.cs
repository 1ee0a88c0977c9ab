using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>
/// The table's columns beside the first message, which is always there and first. In the address they are keys in their order, separated by
/// commas; keys that are unknown or come twice are left out.
/// </summary>
internal static class SessionColumns
{
    private const char Separator = ',';

    /// <summary>Every column there is, in the order in which they are offered.</summary>
    public static IReadOnlyList<SessionColumn> All { get; } =
    [
        new("last", "Last answer", null, SessionColumnKind.Text, static row => SessionList.Glimpse(row.LastAnswer)),
        new("verdicts", "Verdicts", null, SessionColumnKind.Verdicts)
        {
            Sorts = [("Resolution", SessionSort.Resolution), ("Coherence", SessionSort.Coherence), ("Needs a look", SessionSort.NeedsLook)],
        },
        new("topic", "Topic", SessionSort.Category, SessionColumnKind.Text, static row => row.Category is null ? null : FacetWords.Value(SessionValueKinds.Category, row.Category)),
        new("user", "Customer", SessionSort.User, SessionColumnKind.Text, static row => row.UserId),
        new("language", "Language", null, SessionColumnKind.Text, static row => Named(row, SessionValueKinds.Language) is { } code ? FacetWords.Value(SessionValueKinds.Language, code) : null),
        new("turns", "Turns", SessionSort.Turns, SessionColumnKind.Number, static row => Figures.Count(row.Turns)),
        new("tokens", "Tokens", SessionSort.Tokens, SessionColumnKind.Number, static row => Figures.Short(row.TotalTokens)),
        new("cost", "Cost", SessionSort.Cost, SessionColumnKind.Number, static row => row.Cost is null ? "unknown" : Figures.Dollars(row.Cost)),
        new("errors", "Failed steps", SessionSort.Errors, SessionColumnKind.Number, static row => Figures.Count(row.Errors)),
        new("error", "What failed", null, SessionColumnKind.Text, static row => Named(row, SessionValueKinds.Error)),
        new("tools", "Tools", null, SessionColumnKind.Text, static row => Named(row, SessionValueKinds.Tool)),
        new("documents", "Documents", SessionSort.Documents, SessionColumnKind.Number, static row => Figures.Count(row.Documents)),
        new("models", "Models", null, SessionColumnKind.Text, static row => Named(row, SessionValueKinds.Model)),
        new("thumbs", "Thumbs", SessionSort.Feedback, SessionColumnKind.Number, static row => Thumbs(row)),
        new("notes", "Notes", null, SessionColumnKind.Number, static row => Figures.Count(row.Notes)),
        new("started", "Started", SessionSort.Started, SessionColumnKind.Started),
        new("active", "Last active", SessionSort.LastActivity, SessionColumnKind.LastActive),
        new("duration", "Duration", SessionSort.Duration, SessionColumnKind.Number, static row => Figures.Duration(row.Duration)),
        new("median", "Median turn", SessionSort.MedianLatency, SessionColumnKind.Number, static row => Figures.Duration(row.MedianTurnLatency)),
        new("p95", "Slowest turns (p95)", SessionSort.P95Latency, SessionColumnKind.Number, static row => Figures.Duration(row.P95TurnLatency)),
        new("gap", "Longest pause", SessionSort.LongestGap, SessionColumnKind.Number, static row => Figures.Duration(row.LongestGap)),
    ];

    /// <summary>What is shown where nobody chose: as much as leaves room for the first message on a screen of 1280.</summary>
    public static IReadOnlyList<SessionColumn> Usual { get; } = [.. All.Where(static column => column.Key is "verdicts" or "turns" or "tokens" or "errors" or "active" or "duration")];

    /// <summary>The columns that an address names; the usual ones where it names none that exist.</summary>
    public static IReadOnlyList<SessionColumn> Read(string? keys)
    {
        var named = (keys ?? "").Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(static key => All.FirstOrDefault(column => column.Key == key)).OfType<SessionColumn>().Distinct().ToList();
        return named.Count == 0 ? Usual : named;
    }

    /// <summary>The keys as they stand in an address; null for the usual columns.</summary>
    public static string? Write(IReadOnlyList<SessionColumn> columns) =>
        columns.Count == 0 || columns.SequenceEqual(Usual) ? null : string.Join(Separator, columns.Select(static column => column.Key));

    /// <summary>The columns with one more, at its usual place, or without it; the last one stays.</summary>
    public static IReadOnlyList<SessionColumn> Toggle(IReadOnlyList<SessionColumn> columns, SessionColumn column)
    {
        if (columns.Contains(column))
        {
            return columns.Count == 1 ? columns : [.. columns.Where(other => other != column)];
        }

        var order = All.ToList();
        var before = columns.TakeWhile(other => order.IndexOf(other) < order.IndexOf(column)).Count();
        return [.. columns.Take(before), column, .. columns.Skip(before)];
    }

    /// <summary>The columns with one moved by some places; beyond an end it stays at that end.</summary>
    public static IReadOnlyList<SessionColumn> Move(IReadOnlyList<SessionColumn> columns, SessionColumn column, int places)
    {
        var moved = columns.ToList();
        var to = Math.Clamp(moved.IndexOf(column) + places, 0, moved.Count - 1);
        moved.Remove(column);
        moved.Insert(to, column);
        return moved;
    }

    private static string? Named(SessionRow row, string kind) => row.Values.TryGetValue(kind, out var values) ? string.Join(", ", values) : null;

    private static string Thumbs(SessionRow row) => (row.ThumbsUp, row.ThumbsDown) switch
    {
        (0, 0) => "–",
        (var up, 0) => $"{Figures.Count(up)} up",
        (0, var down) => $"{Figures.Count(down)} down",
        var (up, down) => $"{Figures.Count(up)} up, {Figures.Count(down)} down",
    };
}
