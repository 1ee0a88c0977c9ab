using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Evaluations;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The open conversation: its transcript, the work behind each answer, its verdicts and what people say of it.</summary>
public sealed partial class SessionPane(SessionModel model, EvaluationRuns runs, EvaluatorBook book, SessionLiveFeed live, IJSRuntime browser, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(200);

    // As long as a burst of clicks may trail behind the verdict that the first of them brought.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _disposal = new();
    private readonly SessionModel _model = model;
    private readonly List<IAsyncDisposable> _following = [];
    private IDisposable? _runs;
    private IJSObjectReference? _module;
    private ElementReference _conversation;
    private int? _shownTurn;
    private IReadOnlyList<string> _chosen = EvaluatorPicker.Standard;
    private bool _starting;
    private bool _markQuotes;

    [Inject]
    public required ISnackbar Messages { get; init; }

    [Parameter, EditorRequired]
    public required string Project { get; set; }

    [Parameter, EditorRequired]
    public required string SessionId { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    /// <summary>Where the session stands in the list beside it.</summary>
    [Parameter]
    public SessionPlace? Place { get; set; }

    private string Title => _model.Transcript?.Turns.FirstOrDefault(t => t.UserText is not null)?.UserText ?? _model.Row?.FirstMessage ?? $"Conversation {SessionId}";

    public async ValueTask DisposeAsync()
    {
        _runs?.Dispose();
        _disposal.CancelHere();
        foreach (var token in _following)
        {
            await token.DisposeAsync();
        }

        await _module.LeaveAsync("clearMarks");
        _disposal.Dispose();
    }

    // It does not wait until the browser shows that it loads.
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        var throttle = new RenderThrottle(OnRunsChangedAsync, RefreshInterval, clock);
        _following.Add(throttle);
        _following.Add(live.Follow(Project, RefreshAsync));
        _runs = runs.Subscribe(throttle.Request);
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_model.Transcript is not null)
        {
            await ShowTurnAndQuotesAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            await _model.LoadAsync(Project, SessionId, _disposal.Token);
            _markQuotes = true;
        }
        catch (Exception) when (_disposal.IsCancellationRequested)
        {
            // The pane has left the screen.
        }
    }

    private async Task EvaluateAsync()
    {
        // A disabled button can still be pressed a thousand times, also when the first press has been served already.
        if (_starting || _model.IsEvaluating || _model.WasJudgedSince(clock.GetUtcNow() - Settling))
        {
            return;
        }

        _starting = true;
        try
        {
            await runs.StartAsync(new EvaluationRequest(Project, [SessionId], _chosen, Again: _model.IsJudgedBy(_chosen)), _disposal.Token);
            await _model.LoadItemsAsync(Project, SessionId, _disposal.Token);
        }
        catch (ArgumentException exception)
        {
            Messages.Add(exception.Message, Severity.Error);
        }
        finally
        {
            _starting = false;
        }
    }

    private Task OnRunsChangedAsync() => OnCircuitAsync(() => _model.LoadItemsAsync(Project, SessionId, _disposal.Token));

    private Task RefreshAsync() => OnCircuitAsync(LoadAsync);

    private async Task OnCircuitAsync(Func<Task> load)
    {
        try
        {
            await InvokeAsync(async () =>
            {
                await load();
                StateHasChanged();
            });
        }
        catch (Exception) when (_disposal.IsCancellationRequested)
        {
            // The pane has left the screen.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task ShowTurnAndQuotesAsync()
    {
        if (!_markQuotes && _shownTurn == Address.Turn)
        {
            return;
        }

        try
        {
            _module ??= await browser.InvokeAsync<IJSObjectReference>("import", _disposal.Token, "./js/transcript.js");
            if (_markQuotes)
            {
                _markQuotes = false;
                var quotes = SessionVerdicts.Judges(book, _model.Verdicts).SelectMany(v => v.Evidence).Where(e => e.Found).Select(e => new { turn = e.Turn, quote = e.Quote }).ToArray();
                await _module.InvokeVoidAsync("markQuotes", _disposal.Token, _conversation, quotes);
            }

            if (Address.Turn is { } turn && _shownTurn != turn)
            {
                await _module.InvokeVoidAsync("showTurn", _disposal.Token, _conversation, turn);
            }

            _shownTurn = Address.Turn;
        }
        catch (Exception exception) when (BrowserHandle.IsGone(exception))
        {
            // The browser is gone.
        }
    }
}
