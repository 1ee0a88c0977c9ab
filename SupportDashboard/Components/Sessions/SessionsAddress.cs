using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>
/// Everything about the sessions page that a person would bookmark, as it stands in the address: filters, search, time range, sort,
/// view, open session and turn. What an address says wrongly is left out; it never makes the page fail.
/// </summary>
public sealed record SessionsAddress
{
    /// <summary>The longest search text that is looked for.</summary>
    public const int MaxSearchLength = 200;

    private const int MaxVerdicts = 20;
    private const int MaxPage = 100_000;
    private const string Path = "/sessions";

    public string? Project { get; init; }

    public string? SessionId { get; init; }

    public int? Turn { get; init; }

    public string? Search { get; init; }

    public string? Range { get; init; }

    /// <summary>Pairs of evaluator and label that are asked for.</summary>
    public IReadOnlyList<(string Evaluator, string Label)> Verdicts { get; init; } = [];

    public bool HasErrors { get; init; }

    public bool ThumbsDown { get; init; }

    public string? Category { get; init; }

    public SessionSort Sort { get; init; } = SessionSort.LastActivity;

    public bool Ascending { get; init; }

    public bool AsTable { get; init; }

    /// <summary>Which page of the list, from 1.</summary>
    public int PageNumber { get; init; } = 1;

    /// <summary>True where anything narrows the list.</summary>
    public bool IsFiltered => Search is not null || Range is not null || Verdicts.Count > 0 || HasErrors || ThumbsDown || Category is not null;

    /// <summary>Reads an address. <paramref name="routeSessionId"/> is the part after <c>/sessions/</c>, if any.</summary>
    public static SessionsAddress Parse(string uri, string? routeSessionId)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        string? Exact(string key) => query.TryGetValue(key, out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;
        string? One(string key) => Exact(key)?.Trim() is { Length: > 0 } value ? value : null;
        var verdicts = query.TryGetValue("verdict", out var pairs) ? pairs.ToArray() : [];
        return new SessionsAddress
        {
            Project = Exact("project"),
            SessionId = string.IsNullOrEmpty(routeSessionId) ? Exact("id") : routeSessionId,
            Turn = int.TryParse(One("turn"), NumberStyles.None, CultureInfo.InvariantCulture, out var turn) && turn > 0 ? turn : null,
            Search = One("q") is { } search ? Bounded(search) : null,
            Range = TimeRange.Find(One("range"))?.Key,
            Verdicts = [.. verdicts.Select(SplitVerdict).OfType<(string, string)>().Distinct().Take(MaxVerdicts)],
            HasErrors = One("errors") == "1",
            ThumbsDown = One("thumbs") == "down",
            Category = Exact("category"),
            Sort = Enum.TryParse<SessionSort>(One("sort"), ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : SessionSort.LastActivity,
            Ascending = One("dir") == "asc",
            AsTable = One("view") == "table",
            PageNumber = int.TryParse(One("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, MaxPage) : 1,
        };
    }

    /// <summary>The address that <see cref="Parse"/> reads back.</summary>
    public string ToUri()
    {
        var parts = new List<KeyValuePair<string, string?>>();
        void Add(string key, string? value)
        {
            if (value is { Length: > 0 })
            {
                parts.Add(new(key, value));
            }
        }

        var inPath = SessionId is not null && IsPlain(SessionId);
        Add("project", Project);
        Add("id", inPath ? null : SessionId);
        Add("q", Search);
        Add("range", Range);
        foreach (var (evaluator, label) in Verdicts)
        {
            Add("verdict", $"{evaluator}:{label}");
        }

        Add("errors", HasErrors ? "1" : null);
        Add("thumbs", ThumbsDown ? "down" : null);
        Add("category", Category);
        Add("sort", Sort == SessionSort.LastActivity ? null : Sort.ToString().ToLowerInvariant());
        Add("dir", Ascending ? "asc" : null);
        Add("view", AsTable ? "table" : null);
        Add("page", PageNumber == 1 ? null : PageNumber.ToString(CultureInfo.InvariantCulture));
        Add("turn", Turn?.ToString(CultureInfo.InvariantCulture));
        return QueryHelpers.AddQueryString(inPath ? $"{Path}/{SessionId}" : Path, parts);
    }

    /// <summary>The same list with one verdict asked for in addition, or no longer.</summary>
    public SessionsAddress Toggle(string evaluator, string label) => this with
    {
        PageNumber = 1,
        Verdicts = Verdicts.Contains((evaluator, label)) ? [.. Verdicts.Where(v => v != (evaluator, label))] : [.. Verdicts, (evaluator, label)],
    };

    /// <summary>The same list without any filter.</summary>
    public SessionsAddress Unfiltered() => this with
    {
        Search = null,
        Range = null,
        Verdicts = [],
        HasErrors = false,
        ThumbsDown = false,
        Category = null,
        PageNumber = 1,
    };

    /// <summary>True where both addresses show the same list, whatever is open beside it.</summary>
    public bool ShowsSameList(SessionsAddress other) => (this with { SessionId = null, Turn = null }).ToUri() == (other with { SessionId = null, Turn = null }).ToUri();

    /// <summary>The filter as the read model takes it; a relative time range is counted back from now.</summary>
    public SessionFilter ToFilter(DateTimeOffset now) => new()
    {
        Search = Search,
        From = TimeRange.Find(Range) is { } range ? now - range.Length : null,
        Verdicts = Verdicts.GroupBy(v => v.Evaluator).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(v => v.Label)]),
        HasErrors = HasErrors,
        ThumbsDown = ThumbsDown,
        Category = Category,
    };

    /// <summary>Whether an id can travel in a path; browsers and servers rewrite slashes, dots alone and other signs.</summary>
    public static bool IsPlain(string id) =>
        id.Length < 200 && char.IsAsciiLetterOrDigit(id[0]) && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~');

    // Cut where it is too long, but never through the middle of an emoji.
    private static string Bounded(string search) =>
        search.Length <= MaxSearchLength ? search : search[..(char.IsHighSurrogate(search[MaxSearchLength - 1]) ? MaxSearchLength - 1 : MaxSearchLength)];

    private static (string, string)? SplitVerdict(string? pair)
    {
        var colon = pair?.LastIndexOf(':') ?? -1;
        return colon > 0 && colon < pair!.Length - 1 ? (pair[..colon], pair[(colon + 1)..]) : null;
    }
}
