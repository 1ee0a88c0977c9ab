using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Evaluations;

/// <summary>One evaluation run: how far it is, what was found, what changed, each verdict, and why some are missing.</summary>
public sealed partial class RunPage(EvaluationRuns runs, SessionQueries sessions, NavigationManager navigation, TimeProvider clock) : IAsyncDisposable
{
    private const int PageSize = 100;
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _disposal = new();
    private readonly RunPace _pace = new(clock);
    private Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private EvaluationRun? _run;
    private IReadOnlyList<EvaluationItem> _items = [];
    private RenderThrottle? _throttle;
    private IDisposable? _subscription;
    private bool _hasMore;
    private bool _missing;
    private bool _busy;
    private Guid? _nothingToTry;

    /// <summary>The run's id from the address.</summary>
    [Parameter]
    public Guid RunId { get; set; }

    /// <summary>Only this evaluator's items.</summary>
    [SupplyParameterFromQuery(Name = "evaluator")]
    public string? Evaluator { get; set; }

    /// <summary>Only verdicts with this label.</summary>
    [SupplyParameterFromQuery(Name = "label")]
    public string? Label { get; set; }

    /// <summary>Only verdicts where the conversation had this label before.</summary>
    [SupplyParameterFromQuery(Name = "before")]
    public string? Before { get; set; }

    /// <summary>Only items without a verdict, for this reason.</summary>
    [SupplyParameterFromQuery(Name = "reason")]
    public string? Reason { get; set; }

    /// <summary>Which page of the items, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? Page { get; set; }

    private RunItemsFilter Filter => new() { Evaluator = Evaluator, Label = Label, PreviousLabel = Before, Reason = Reason };

    // Whatever else stands in the address is the first page.
    private int PageNumber => int.TryParse(Page, out var number) && number is > 1 and < 100_000 ? number : 1;

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        _disposal.CancelHere();
        if (_throttle is not null)
        {
            await _throttle.DisposeAsync();
        }

        _disposal.Dispose();
    }

    protected override Task OnParametersSetAsync() => _throttle is null ? Task.CompletedTask : RefreshAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _throttle = new RenderThrottle(RefreshAsync, RefreshInterval, clock);
            _subscription = runs.Subscribe(_throttle.Request);
            await RefreshAsync();
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            });
        }
        catch (Exception) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task LoadAsync()
    {
        var (runId, filter, page) = (RunId, Filter, PageNumber);
        var run = await runs.FindAsync(runId, _disposal.Token);
        var items = run is null ? [] : await runs.ItemsAsync(runId, filter, (page - 1) * PageSize, PageSize + 1, _disposal.Token);
        var titles = run is null ? [] : await TitlesAsync(run.Project, items);

        // An answer to an older question is dropped.
        if (runId == RunId && filter == Filter && page == PageNumber)
        {
            (_run, _items, _hasMore, _titles, _missing) = (run, [.. items.Take(PageSize)], items.Count > PageSize, titles, run is null);
            if (run is not null)
            {
                _pace.Add(run);
            }
        }
    }

    private async Task<Dictionary<string, string>> TitlesAsync(string project, IReadOnlyList<EvaluationItem> items)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in items.Select(static item => item.SessionId).Distinct(StringComparer.Ordinal))
        {
            if (_titles.GetValueOrDefault(id) is { } known)
            {
                titles[id] = known;
            }
            else if (await sessions.FindAsync(project, id, _disposal.Token) is { } row)
            {
                titles[id] = SessionList.TitleOf(row);
            }
        }

        return titles;
    }

    private string HrefOf(RunItemsFilter filter) => HrefOf(filter, 1);

    private string HrefOf(RunItemsFilter filter, int page) => navigation.GetUriWithQueryParameters($"/evaluations/{RunId}", new Dictionary<string, object?>
    {
        ["evaluator"] = filter.Evaluator,
        ["label"] = filter.Label,
        ["before"] = filter.PreviousLabel,
        ["reason"] = filter.Reason,
        ["page"] = page > 1 ? page : null,
    });

    private Task PauseAsync() => DoAsync(() => runs.PauseAsync(RunId, _disposal.Token));

    private Task ResumeAsync() => DoAsync(() => runs.ResumeAsync(RunId, _disposal.Token));

    private Task CancelAsync() => DoAsync(() => runs.CancelAsync(RunId, _disposal.Token));

    private Task RetryAsync() => DoAsync(async () =>
    {
        var failed = RunId;
        var run = await runs.RetryFailedAsync(failed, _disposal.Token);
        _nothingToTry = run == failed ? failed : null;
        if (run != failed)
        {
            navigation.NavigateTo($"/evaluations/{run}");
        }
    });

    private async Task DoAsync(Func<Task> action)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            await action();
        }
        finally
        {
            _busy = false;
        }
    }
}
