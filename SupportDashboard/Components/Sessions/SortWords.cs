using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>An order of the list in words, and as the key of a choice.</summary>
internal static class SortWords
{
    /// <summary>The orders that are always offered.</summary>
    public static IReadOnlyList<(SessionSort Sort, bool Ascending)> Usual { get; } =
    [
        (SessionSort.LastActivity, false),
        (SessionSort.NeedsLook, false),
        (SessionSort.Started, true),
        (SessionSort.Turns, false),
        (SessionSort.Tokens, false),
        (SessionSort.Errors, false),
        (SessionSort.Duration, false),
        (SessionSort.Cost, false),
        (SessionSort.P95Latency, false),
    ];

    public static string Of(SessionSort sort, bool ascending) => (sort, ascending) switch
    {
        (SessionSort.LastActivity, false) => "Newest first",
        (SessionSort.LastActivity, true) => "Longest quiet first",
        (SessionSort.NeedsLook, false) => "Most likely needs a look",
        (SessionSort.NeedsLook, true) => "Least likely needs a look",
        (SessionSort.Started, false) => "Started last",
        (SessionSort.Started, true) => "Oldest first",
        (SessionSort.Turns, false) => "Most turns",
        (SessionSort.Turns, true) => "Fewest turns",
        (SessionSort.Tokens, false) => "Most tokens",
        (SessionSort.Tokens, true) => "Fewest tokens",
        (SessionSort.Errors, false) => "Most failed steps",
        (SessionSort.Errors, true) => "Fewest failed steps",
        (SessionSort.Duration, false) => "Longest",
        (SessionSort.Duration, true) => "Shortest",
        (SessionSort.Cost, false) => "Most expensive",
        (SessionSort.Cost, true) => "Cheapest",
        (SessionSort.Documents, false) => "Most documents",
        (SessionSort.Documents, true) => "Fewest documents",
        (SessionSort.MedianLatency, false) => "Slowest turns, by the median",
        (SessionSort.MedianLatency, true) => "Fastest turns, by the median",
        (SessionSort.P95Latency, false) => "Slowest turns",
        (SessionSort.P95Latency, true) => "Fastest turns",
        (SessionSort.LongestGap, false) => "Longest pause",
        (SessionSort.LongestGap, true) => "Shortest pause",
        (SessionSort.Feedback, false) => "Disliked first",
        (SessionSort.Feedback, true) => "Liked first",
        (SessionSort.Resolution, false) => "Unresolved first",
        (SessionSort.Resolution, true) => "Resolved first",
        (SessionSort.Coherence, false) => "Lost context first",
        (SessionSort.Coherence, true) => "Coherent first",
        (SessionSort.Category, false) => "Topics from Z to A",
        (SessionSort.Category, true) => "Topics from A to Z",
        (SessionSort.User, false) => "Customers from Z to A",
        (SessionSort.User, true) => "Customers from A to Z",
        _ => $"{sort}, {(ascending ? "smallest" : "largest")} first",
    };

    public static string Key(SessionSort sort, bool ascending) => sort.ToString() + (ascending ? "-asc" : "");

    /// <summary>The order that a key names; null where it names none.</summary>
    public static (SessionSort Sort, bool Ascending)? Find(string? key)
    {
        var parts = (key ?? "").Split('-');
        return Enum.TryParse<SessionSort>(parts[0], out var sort) && Enum.IsDefined(sort) ? (sort, parts.Length > 1) : null;
    }
}
