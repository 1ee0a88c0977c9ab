using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>
/// Everything about the sessions page that a person would bookmark, as it stands in the address: filters, search, time range, sort,
/// view, open session and turn. What an address says wrongly is left out; it never makes the page fail.
/// </summary>
public sealed record SessionsAddress
{
    /// <summary>The longest search text that is looked for.</summary>
    public const int MaxSearchLength = 500;

    private const string Path = "/sessions";

    public string? Project { get; init; }

    public string? SessionId { get; init; }

    public int? Turn { get; init; }

    public string? Search { get; init; }

    /// <summary>The key of a <see cref="TimeRange"/> that ends now; null with a range of its own or none.</summary>
    public string? Range { get; init; }

    /// <summary>Where a chosen range begins, to the second.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Where a chosen range ends, to the second; the instant itself is outside.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Pairs of evaluator and label that are asked for.</summary>
    public IReadOnlyList<(string Evaluator, string Label)> Verdicts { get; init; } = [];

    /// <summary>Pairs of a kind (of <see cref="SessionValueKinds"/>) and a value that are asked for.</summary>
    public IReadOnlyList<(string Kind, string Value)> Values { get; init; } = [];

    public bool HasErrors { get; init; }

    /// <summary>Only what needs a look.</summary>
    public bool NeedsLook { get; init; }

    public SessionSort Sort { get; init; } = SessionSort.LastActivity;

    public bool Ascending { get; init; }

    public bool AsTable { get; init; }

    /// <summary>The table's columns as <see cref="SessionColumns.Write"/> gives them; null for the usual ones.</summary>
    public string? Columns { get; init; }

    /// <summary>More rows on a screen.</summary>
    public bool Compact { get; init; }

    /// <summary>The key of the view that the list began with; its filters may have been changed since.</summary>
    public string? View { get; init; }

    /// <summary>Which page of the list, from 1.</summary>
    public int PageNumber { get; init; } = 1;

    /// <summary>Sentences about what the address said wrongly and what was made of it; not part of what it leads to.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>True where anything narrows the list.</summary>
    public bool IsFiltered => Search is not null || HasTime || Verdicts.Count > 0 || Values.Count > 0 || HasErrors || NeedsLook;

    /// <summary>True where only a stretch of time is shown.</summary>
    public bool HasTime => Range is not null || From is not null || To is not null;

    /// <summary>True where nothing is said but the project: the list as it is opened first.</summary>
    public bool IsBare => ToUri() == new SessionsAddress { Project = Project }.ToUri();

    /// <summary>Reads an address. <paramref name="routeSessionId"/> is the part after <c>/sessions/</c>, if any.</summary>
    public static SessionsAddress Parse(string uri, string? routeSessionId) => SessionsAddressText.Read(new Uri(uri).Query, routeSessionId);

    /// <summary>Reads the query part of an address, with or without the question mark.</summary>
    public static SessionsAddress ParseQuery(string query) => SessionsAddressText.Read(query, null);

    /// <summary>The address that <see cref="Parse"/> reads back.</summary>
    public string ToUri() => SessionsAddressText.Write(this);

    /// <summary>The same list with one verdict asked for in addition, or no longer.</summary>
    public SessionsAddress Toggle(string evaluator, string label) => this with { PageNumber = 1, Remarks = [], Verdicts = Toggled(Verdicts, (evaluator, label)) };

    /// <summary>The same list with one value asked for in addition, or no longer.</summary>
    public SessionsAddress ToggleValue(string kind, string value) => this with { PageNumber = 1, Remarks = [], Values = Toggled(Values, (kind, value)) };

    /// <summary>The same list over a stretch of time that ends now; null takes the restriction away.</summary>
    public SessionsAddress WithRange(string? key) => this with { PageNumber = 1, Remarks = [], Range = key, From = null, To = null };

    /// <summary>The same list over a stretch of time of its own; a missing end is open.</summary>
    public SessionsAddress WithTime(DateTimeOffset? from, DateTimeOffset? to) => this with { PageNumber = 1, Remarks = [], Range = null, From = from, To = to };

    /// <summary>
    /// The same list with nothing open beside it. What is drawn once for a list is drawn for this one; <c>filters.js</c> keeps the conversation
    /// that is open when a link of it is pressed.
    /// </summary>
    public SessionsAddress Alone() => this with { SessionId = null, Turn = null };

    /// <summary>The same list without any filter.</summary>
    public SessionsAddress Unfiltered() => WithRange(null) with { Search = null, Verdicts = [], Values = [], HasErrors = false, NeedsLook = false, View = View is null ? null : ListView.All.Key };

    /// <summary>True where both addresses show the same rows in the same order, whatever is open beside them and however they look.</summary>
    public bool ShowsSameList(SessionsAddress other) => Rows().ToUri() == other.Rows().ToUri();

    /// <summary>The same list with the look of another: table or not, columns, density.</summary>
    public SessionsAddress LooksLike(SessionsAddress other) => this with { AsTable = other.AsTable, Columns = other.Columns, Compact = other.Compact };

    /// <summary>The query part of what a view keeps: filters, search, sort and look, without project, page and open session; empty for the plain list.</summary>
    public string ToViewQuery() => (this with { Project = null, SessionId = null, Turn = null, PageNumber = 1, View = null }).ToUri()[Path.Length..];

    /// <summary>True where both addresses show the same sessions, whatever page of them, in whatever order and however they look.</summary>
    public bool ShowsSameFigures(SessionsAddress other) => Filters().ToUri() == other.Filters().ToUri();

    /// <summary>The filter as the read model takes it; a relative time range is counted back from now.</summary>
    public SessionFilter ToFilter(DateTimeOffset now) => new()
    {
        Search = Search,
        From = TimeRange.Find(Range) is { } range ? range.Since(now) : From,
        To = To,
        Verdicts = Verdicts.GroupBy(v => v.Evaluator).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(v => v.Label)]),
        Values = Values.GroupBy(v => v.Kind).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(v => v.Value)]),
        HasErrors = HasErrors,
        NeedsLook = NeedsLook,
    };

    /// <summary>Whether an id can travel in a path; browsers and servers rewrite slashes, dots alone and other signs.</summary>
    public static bool IsPlain(string id) =>
        id.Length < 200 && !id.StartsWith("export.", StringComparison.Ordinal) && char.IsAsciiLetterOrDigit(id[0]) && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~');

    private SessionsAddress Rows() => (Alone() with { View = null }).LooksLike(new());

    private SessionsAddress Filters() => Rows() with { PageNumber = 1, Sort = SessionSort.LastActivity, Ascending = false };

    private static IReadOnlyList<(string, string)> Toggled(IReadOnlyList<(string, string)> pairs, (string, string) pair) =>
        pairs.Contains(pair) ? [.. pairs.Where(other => other != pair)] : [.. pairs, pair];
}
