using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>What the sessions page shows for one address: the rows and, loaded beside them, the figures.</summary>
public sealed class SessionListModel(SessionQueries queries, PhoenixConnection phoenix, TimeProvider clock)
{
    /// <summary>How many sessions one page holds.</summary>
    public const int PageSize = 50;

    private const int MostSelected = 10_000;

    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private long _loading;

    public SessionPage? Page { get; private set; }

    /// <summary>The figures over all of them, loaded by themselves.</summary>
    public SessionFigures Figures { get; } = new(queries);

    public SessionSummary? Summary => Figures.Summary;

    /// <summary>Where the sessions on screen say what is searched for; empty without a search.</summary>
    public IReadOnlyDictionary<string, SearchHit> Hits { get; private set; } = new Dictionary<string, SearchHit>();

    /// <summary>Where the open session stands in the list; null when none is open or it is not in the list.</summary>
    public SessionPlace? Place { get; private set; }

    /// <summary>The ids of the picked sessions.</summary>
    public IReadOnlySet<string> Selected => _selected;

    /// <summary>The project that is shown.</summary>
    public string Project(SessionsAddress address) => address.Project ?? phoenix.Project;

    /// <summary>Reads everything for an address.</summary>
    public async Task LoadAsync(SessionsAddress address, CancellationToken cancellationToken)
    {
        var loading = Interlocked.Increment(ref _loading);
        var query = QueryOf(address);
        var page = queries.PageAsync(query, cancellationToken);
        var place = address.SessionId is { } id ? queries.PlaceAsync(query, id, cancellationToken) : Task.FromResult<SessionPlace?>(null);
        await Task.WhenAll(page, place);
        var rows = (await page).Rows;
        var hits = address.Search is { } search ? await queries.SnippetsAsync(query.Project, search, [.. rows.Select(row => row.SessionId)], cancellationToken) : new Dictionary<string, SearchHit>();
        if (loading != Interlocked.Read(ref _loading))
        {
            // A newer list was asked for meanwhile.
            return;
        }

        (Page, Hits, Place) = (await page, hits, await place);
    }

    public void Toggle(string sessionId)
    {
        if (!_selected.Remove(sessionId))
        {
            _selected.Add(sessionId);
        }
    }

    public void ClearSelection() => _selected.Clear();

    /// <summary>Picks every session that matches, also those not on screen, up to 10,000.</summary>
    public async Task SelectAllAsync(SessionsAddress address, CancellationToken cancellationToken) =>
        _selected.UnionWith(await queries.IdsAsync(QueryOf(address), MostSelected, cancellationToken));

    /// <summary>The ids of the shown sessions that lack a verdict of a built-in evaluator, up to 10,000.</summary>
    public async Task<IReadOnlyList<string>> NotJudgedAsync(SessionsAddress address, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var evaluator in EvaluatorCatalog.Standard.Where(e => !address.Verdicts.Any(v => v.Evaluator == e.Name && v.Label != SessionFilter.NotJudged)))
        {
            var lacking = address with { Verdicts = [.. address.Verdicts.Where(v => v.Evaluator != evaluator.Name), (evaluator.Name, SessionFilter.NotJudged)] };
            ids.UnionWith(await queries.IdsAsync(QueryOf(lacking), MostSelected, cancellationToken));
        }

        return [.. ids];
    }

    /// <summary>Reads the figures for an address; the list does not wait for them.</summary>
    public Task LoadFiguresAsync(SessionsAddress address, CancellationToken cancellationToken) =>
        Figures.LoadAsync(Project(address), address.ToFilter(clock.GetUtcNow()), cancellationToken);

    private SessionQuery QueryOf(SessionsAddress address) =>
        new(Project(address), address.ToFilter(clock.GetUtcNow()), address.Sort, address.Ascending, (address.PageNumber - 1) * PageSize, PageSize);
}
