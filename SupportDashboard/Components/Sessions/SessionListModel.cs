using Microsoft.Extensions.Options;
using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>What the sessions page shows for one address: the rows and, loaded beside them, the figures.</summary>
public sealed class SessionListModel(SessionQueries queries, PhoenixConnection phoenix, TimeProvider clock, IOptions<EvaluationOptions> evaluations, EvaluatorBook book)
{
    /// <summary>How many sessions one page holds.</summary>
    public const int PageSize = 50;

    private static readonly Dictionary<string, SearchHit> NoHits = [];

    private readonly LiveRows _rows = new();
    private SessionsAddress? _shown;
    private long _loading;

    public SessionPage? Page => _rows.Page;

    /// <summary>The address that the rows were read for; null before the first ones.</summary>
    public SessionsAddress? Shown => _shown;

    /// <summary>How many sessions wait to come into a list that is being read.</summary>
    public int Waiting => _rows.Waiting;

    /// <summary>The ids that came in last.</summary>
    public IReadOnlySet<string> Arrived => _rows.Arrived;

    /// <summary>The ids on screen that the list would not show any more.</summary>
    public IReadOnlySet<string> Left => _rows.Left;

    /// <summary>The figures over all of them, loaded by themselves.</summary>
    public SessionFigures Figures { get; } = new(queries);

    public SessionSummary? Summary => Figures.Summary;

    /// <summary>Where the sessions on screen say what is searched for; empty without a search.</summary>
    public IReadOnlyDictionary<string, SearchHit> Hits { get; private set; } = NoHits;

    /// <summary>Where the open session stands in the list; null when none is open or it is not in the list.</summary>
    public SessionPlace? Place { get; private set; }

    /// <summary>How many sessions are in the built-in views of the project that leave something out, by their keys; empty before the first figures.</summary>
    public IReadOnlyDictionary<string, int> ViewCounts { get; private set; } = new Dictionary<string, int>();

    /// <summary>The picked sessions.</summary>
    public SessionSelection Selection { get; } = new();

    /// <summary>Where nothing matches: how many would match without each filter, in the order of <see cref="FilterChip.Of"/>.</summary>
    public IReadOnlyList<int> Loosening { get; private set; } = [];

    // Each session is judged by every built-in evaluator; one more than a run holds is refused with a sentence.
    private int MostJudged => (evaluations.Value.MaxItemsPerRun / book.Standard.Count) + 1;

    /// <summary>The project that is shown.</summary>
    public string Project(SessionsAddress address) => address.Project ?? phoenix.Project;

    /// <summary>Reads the rows for an address.</summary>
    /// <param name="address">The list.</param>
    /// <param name="arrival">What to do with sessions that are new in a list that is on screen already; another list is shown as it is.</param>
    /// <param name="cancellationToken">The page has left the screen.</param>
    public async Task LoadAsync(SessionsAddress address, Arrival arrival, CancellationToken cancellationToken)
    {
        var loading = Interlocked.Increment(ref _loading);
        var query = QueryOf(address);
        var reading = queries.PageAsync(query, cancellationToken);
        var place = address.SessionId is { } id ? queries.PlaceAsync(query, id, cancellationToken) : Task.FromResult<SessionPlace?>(null);
        var page = await reading;

        // A list that was asked for meanwhile may have been dropped for this one: what is on screen decides whether it is the same.
        var held = arrival == Arrival.Waits && _shown?.ShowsSameList(address) == true;
        var away = held ? _rows.Elsewhere(page) : [];
        var elsewhere = away.Count == 0 ? [] : await queries.FindAsync(query.Project, away, cancellationToken);
        var matching = away.Count == 0 ? [] : await queries.MatchingAsync(query.Project, query.Filter, away, cancellationToken);
        var loosening = page.Total == 0 ? await LooseningAsync(address, cancellationToken) : [];
        var shown = held ? _rows.Page!.Rows : page.Rows;
        var hits = address.Search is { } search
            ? await queries.SnippetsAsync(query.Project, search, [.. shown.Select(static row => row.SessionId)], cancellationToken)
            : NoHits;
        await place;
        if (loading == Interlocked.Read(ref _loading))
        {
            // Otherwise a newer list was asked for meanwhile.
            Show(address, page, held ? (elsewhere, away.Except(matching, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal)) : null);
            (Place, Loosening, Hits) = (await place, loosening, hits);
        }
    }

    /// <summary>Reads the figures for an address; the list does not wait for them.</summary>
    public async Task LoadFiguresAsync(SessionsAddress address, CancellationToken cancellationToken)
    {
        var figures = Figures.LoadAsync(Project(address), address.ToFilter(clock.GetUtcNow()), cancellationToken);
        var views = ListView.BuiltIn.Where(static view => view != ListView.All).ToList();
        var counts = await Task.WhenAll(views.Select(view => queries.PageAsync(QueryOf(view.AddressFrom(address)) with { Limit = 0 }, cancellationToken)));
        ViewCounts = views.Zip(counts).ToDictionary(static pair => pair.First.Key, static pair => pair.Second.Total, StringComparer.Ordinal);
        await figures;
    }

    /// <summary>The ids of the picked sessions, in no order; of "everything that matches" one more than can be judged at most.</summary>
    public async Task<IReadOnlyList<string>> PickedAsync(SessionsAddress address, CancellationToken cancellationToken)
    {
        if (!Selection.IsAllMatching)
        {
            return [.. Selection.Ids];
        }

        var matching = await queries.IdsAsync(QueryOf(address), MostJudged + Selection.Ids.Count, cancellationToken);
        return [.. matching.Where(Selection.Contains)];
    }

    /// <summary>The ids of the shown sessions that lack a verdict of a built-in evaluator, one more than can be judged at most.</summary>
    public async Task<IReadOnlyList<string>> NotJudgedAsync(SessionsAddress address, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var evaluator in book.Standard.Where(e => !address.Verdicts.Any(v => v.Evaluator == e.Name && v.Label != SessionFilter.NotJudged)))
        {
            var lacking = address with { Verdicts = [.. address.Verdicts.Where(v => v.Evaluator != evaluator.Name), (evaluator.Name, SessionFilter.NotJudged)] };
            ids.UnionWith(await queries.IdsAsync(QueryOf(lacking), MostJudged, cancellationToken));
        }

        return [.. ids];
    }

    private void Show(SessionsAddress address, SessionPage page, (IReadOnlyList<SessionRow> Elsewhere, IReadOnlySet<string> Left)? held)
    {
        if (held is { } rows)
        {
            _rows.Hold(page, rows.Elsewhere, rows.Left, address is { PageNumber: 1, Sort: SessionSort.LastActivity, Ascending: false });
        }
        else if (_shown?.ShowsSameList(address) == true)
        {
            _rows.ComeIn(page);
        }
        else
        {
            _rows.Replace(page);
        }

        _shown = address;
    }

    // What the filters are called, and so the zone, does not matter here.
    private async Task<IReadOnlyList<int>> LooseningAsync(SessionsAddress address, CancellationToken cancellationToken) => await Task.WhenAll(FilterChip.Of(book, address, TimeZoneInfo.Utc)
        .Select(async chip => (await queries.PageAsync(QueryOf(chip.Without) with { Limit = 0 }, cancellationToken)).Total));

    private SessionQuery QueryOf(SessionsAddress address) =>
        new(Project(address), address.ToFilter(clock.GetUtcNow()), address.Sort, address.Ascending, (address.PageNumber - 1) * PageSize, PageSize);
}
