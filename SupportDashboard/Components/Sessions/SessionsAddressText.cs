using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>Writes a <see cref="SessionsAddress"/> as a URL, and makes the nearest sensible meaning of whatever URL somebody opens.</summary>
internal static class SessionsAddressText
{
    private const int MostVerdicts = 60;
    private const int MostValues = 60;
    private const int LongestValue = 500;
    private const int LongestView = 40;
    private const int LastPage = 100_000;
    private const string Path = "/sessions";
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    // One list has one address, in whatever order its filters were chosen.
    private static readonly string[] Kinds = [.. SessionValueKinds.All];

    // What a calendar of support conversations can hold; beyond it an instant is taken for its nearest end.
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2199, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc cref="SessionsAddress.Parse"/>
    public static SessionsAddress Read(string text, string? routeSessionId)
    {
        var query = QueryHelpers.ParseQuery(text);
        var remarks = new List<string>();
        string? Exact(string key) => query.TryGetValue(key, out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;
        string? One(string key) => Exact(key)?.Trim() is { Length: > 0 } value ? value : null;
        var (range, from, to) = Time(One("range"), One("from"), One("to"), remarks);
        return new SessionsAddress
        {
            Project = Exact("project"),
            SessionId = string.IsNullOrEmpty(routeSessionId) ? Exact("id") : routeSessionId,
            Turn = int.TryParse(One("turn"), NumberStyles.None, CultureInfo.InvariantCulture, out var turn) && turn > 0 ? turn : null,
            Search = One("q") is { } search ? Bounded(search, remarks) : null,
            Range = range,
            From = from,
            To = to,
            Verdicts = Verdicts(query, remarks),
            Values = Values(query, remarks),
            HasErrors = One("errors") == "1",
            NeedsLook = One("look") == "1",
            Sort = Sort(One("sort"), remarks),
            Ascending = One("dir") == "asc",
            AsTable = One("view") == "table",
            Columns = SessionColumns.Write(SessionColumns.Read(One("cols"))),
            Compact = One("density") == "compact",
            View = One("saved") is { Length: <= LongestView } view ? view : null,
            PageNumber = Page(One("page"), remarks),
            Remarks = remarks.Count == 0 ? Array.Empty<string>() : remarks,
        };
    }

    /// <inheritdoc cref="SessionsAddress.ToUri"/>
    public static string Write(SessionsAddress address)
    {
        var parts = new List<KeyValuePair<string, string?>>();
        void Add(string key, string? value)
        {
            if (value is { Length: > 0 })
            {
                parts.Add(new(key, value));
            }
        }

        var inPath = address.SessionId is { Length: > 0 } id && SessionsAddress.IsPlain(id);
        Add("project", address.Project);
        Add("id", inPath ? null : address.SessionId);
        Add("q", address.Search);
        Add("range", address.Range);
        Add("from", address.From?.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));
        Add("to", address.To?.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));
        foreach (var (evaluator, label) in address.Verdicts)
        {
            Add("verdict", $"{evaluator}:{label}");
        }

        foreach (var (kind, value) in address.Values.OrderBy(static v => Array.IndexOf(Kinds, v.Kind)))
        {
            Add(kind, value);
        }

        Add("errors", address.HasErrors ? "1" : null);
        Add("look", address.NeedsLook ? "1" : null);
        Add("sort", address.Sort == SessionSort.LastActivity ? null : address.Sort.ToString().ToLowerInvariant());
        Add("dir", address.Ascending ? "asc" : null);
        Add("view", address.AsTable ? "table" : null);
        Add("cols", address.Columns);
        Add("density", address.Compact ? "compact" : null);
        Add("saved", address.View);
        Add("page", address.PageNumber == 1 ? null : address.PageNumber.ToString(CultureInfo.InvariantCulture));
        Add("turn", address.Turn?.ToString(CultureInfo.InvariantCulture));
        return QueryHelpers.AddQueryString(inPath ? $"{Path}/{address.SessionId}" : Path, parts);
    }

    private static (string? Range, DateTimeOffset? From, DateTimeOffset? To) Time(string? range, string? from, string? to, List<string> remarks)
    {
        if (range is not null && TimeRange.Find(range) is null)
        {
            remarks.Add($"“{Short(range)}” is not a time range this page knows.");
        }

        var (begin, end) = (At(from, remarks), At(to, remarks));
        if (begin is not null && end is not null && begin > end)
        {
            (begin, end) = (end, begin);
            remarks.Add("The time range ended before it began; its ends were swapped.");
        }

        return begin is null && end is null ? (TimeRange.Find(range)?.Key, null, null) : (null, begin, end);
    }

    private static DateTimeOffset? At(string? text, List<string> remarks)
    {
        if (text is null)
        {
            return null;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            remarks.Add($"“{Short(text)}” is not a date and was left out.");
            return null;
        }

        var bounded = at < Earliest ? Earliest : at > Latest ? Latest : at;
        if (bounded != at)
        {
            remarks.Add($"“{Short(text)}” is beyond what can be shown; {bounded.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} was taken.");
        }

        return new DateTimeOffset(bounded.Ticks - (bounded.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    private static List<(string, string)> Verdicts(Dictionary<string, StringValues> query, List<string> remarks)
    {
        var asked = query.TryGetValue("verdict", out var pairs) ? pairs.ToArray() : [];
        var read = asked.Select(SplitVerdict).OfType<(string, string)>().Distinct().ToList();
        if (asked.FirstOrDefault(static pair => !string.IsNullOrWhiteSpace(pair) && SplitVerdict(pair) is null) is { } wrong)
        {
            remarks.Add($"“{Short(wrong)}” is not a verdict; it would read like resolution_status:unresolved.");
        }

        return First(read, MostVerdicts, "verdicts", remarks);
    }

    private static List<(string, string)> Values(Dictionary<string, StringValues> query, List<string> remarks)
    {
        var read = new List<(string, string)>();
        foreach (var kind in SessionValueKinds.All)
        {
            read.AddRange((query.TryGetValue(kind, out var values) ? values.ToArray() : []).OfType<string>().Where(static value => value.Length is > 0 and <= LongestValue).Select(value => (kind, value)));
        }

        if (query.TryGetValue("thumbs", out var thumbs) && thumbs == "down")
        {
            // Links from before there were other choices of feedback.
            read.Add((SessionValueKinds.Feedback, SessionValueKinds.FeedbackDown));
        }

        return First([.. read.Distinct()], MostValues, "other filters", remarks);
    }

    private static List<(string, string)> First(List<(string, string)> pairs, int most, string what, List<string> remarks)
    {
        if (pairs.Count <= most)
        {
            return pairs;
        }

        remarks.Add($"The address asks for {Figures.Count(pairs.Count)} {what}; the first {most} are used.");
        return pairs[..most];
    }

    private static SessionSort Sort(string? text, List<string> remarks)
    {
        if (text is null)
        {
            return SessionSort.LastActivity;
        }

        if (Enum.TryParse<SessionSort>(text, ignoreCase: true, out var sort) && Enum.IsDefined(sort) && char.IsAsciiLetter(text[0]))
        {
            return sort;
        }

        remarks.Add($"The list cannot be sorted by “{Short(text)}”; the newest are shown first.");
        return SessionSort.LastActivity;
    }

    private static int Page(string? text, List<string> remarks)
    {
        if (text is null)
        {
            return 1;
        }

        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= LastPage;
        if (!isNumber)
        {
            var digits = text.All(char.IsAsciiDigit) && text.Any(static digit => digit != '0');
            page = digits ? LastPage : 1;
            remarks.Add($"There is no page “{Short(text)}”.");
        }

        return page;
    }

    // Cut where it is too long, but never through the middle of an emoji.
    private static string Bounded(string search, List<string> remarks)
    {
        if (search.Length <= SessionsAddress.MaxSearchLength)
        {
            return search;
        }

        remarks.Add($"The search is long; its first {SessionsAddress.MaxSearchLength} characters are looked for.");
        return Cut(search, SessionsAddress.MaxSearchLength).TrimEnd();
    }

    private static string Short(string text) => text.Length <= 40 ? text : Cut(text, 40) + "…";

    private static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static (string, string)? SplitVerdict(string? pair)
    {
        var colon = pair?.LastIndexOf(':') ?? -1;
        return colon > 0 && colon < pair!.Length - 1 && pair.Length <= 2 * LongestValue ? (pair[..colon], pair[(colon + 1)..]) : null;
    }
}
