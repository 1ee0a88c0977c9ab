using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Evaluations;

/// <summary>One evaluation run: how far it is, each verdict, and why some are missing.</summary>
public sealed partial class RunPage(EvaluationRuns runs, SessionQueries sessions, NavigationManager navigation, TimeProvider clock) : IAsyncDisposable
{
    // A large run is read by its figures; its first conversations by their names.
    private const int MostTitles = 200;
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _disposal = new();
    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private EvaluationRun? _run;
    private IReadOnlyList<EvaluationItem> _items = [];
    private RenderThrottle? _throttle;
    private IDisposable? _subscription;
    private bool _missing;
    private bool _retrying;

    /// <summary>The run's id from the address.</summary>
    [Parameter]
    public Guid RunId { get; set; }

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _disposal.CancelAsync();
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

    private static SessionVerdict BadgeOf(EvaluationItem item) => new()
    {
        Evaluator = item.Evaluator,
        Label = item.Label,
        Score = item.Score,
        Explanation = item.Explanation,
        AnnotatorKind = AnnotatorKinds.Llm,
    };

    private static string WordsOf(EvaluationItem item) => item.State switch
    {
        EvaluationItemState.Pending => "waiting",
        EvaluationItemState.Judging => "being judged",
        EvaluationItemState.Judged => $"{VerdictLook.Of(item.Evaluator, item.Label, item.Score).Words}, being written",
        EvaluationItemState.Written => VerdictLook.Of(item.Evaluator, item.Label, item.Score).Words,
        EvaluationItemState.NotJudged => "Not judged",
        _ => "Cancelled",
    };

    private async Task RefreshAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                _run = await runs.FindAsync(RunId, _disposal.Token);
                _items = _run is null ? [] : await runs.ItemsAsync(RunId, _disposal.Token);
                _missing = _run is null;
                await LoadTitlesAsync();
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

    private string TitleOf(string sessionId) => _titles.GetValueOrDefault(sessionId) ?? $"Conversation {sessionId}";

    private async Task LoadTitlesAsync()
    {
        foreach (var id in _items.Select(item => item.SessionId).Distinct().Where(id => !_titles.ContainsKey(id)).Take(MostTitles - _titles.Count).ToList())
        {
            if (await sessions.FindAsync(_run!.Project, id, _disposal.Token) is { } row)
            {
                _titles[id] = SessionList.TitleOf(row);
            }
        }
    }

    private Task CancelAsync() => runs.CancelAsync(RunId, _disposal.Token);

    private async Task RetryAsync()
    {
        if (_retrying || _run is not { } run)
        {
            return;
        }

        _retrying = true;
        try
        {
            var failed = _items.Where(item => item.State == EvaluationItemState.NotJudged).ToList();
            var again = await runs.StartAsync(
                new EvaluationRequest(run.Project, [.. failed.Select(i => i.SessionId).Distinct()], [.. failed.Select(i => i.Evaluator).Distinct()], Again: false), _disposal.Token);
            navigation.NavigateTo($"/evaluations/{again}");
        }
        finally
        {
            _retrying = false;
        }
    }
}
