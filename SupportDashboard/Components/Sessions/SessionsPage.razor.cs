using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The inbox: figures, filters and the list, with the open conversation beside it. Its whole state is in the address.</summary>
public sealed partial class SessionsPage(
    SessionListModel model, NavigationManager navigation, SessionLiveFeed live, EvaluationRuns runs, ISnackbar messages, TimeProvider clock) : IAsyncDisposable
{
    // Figures are counted over everything, so they follow changes less often than the rows.
    private static readonly TimeSpan FiguresInterval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _disposal = new();
    private readonly SessionListModel _model = model;
    private SyncState? _status;
    private IAsyncDisposable? _following;
    private RenderThrottle? _figures;
    private SessionsAddress? _figuresOf;
    private string? _error;
    private bool _filtersOpen;
    private bool _evaluating;

    /// <summary>The part of the path after <c>/sessions/</c>.</summary>
    [Parameter]
    public string? SessionId { get; set; }

    private SessionsAddress Address { get; set; } = new();

    public async ValueTask DisposeAsync()
    {
        navigation.LocationChanged -= OnLocationChanged;
        await _disposal.CancelAsync();
        if (_following is not null)
        {
            await _following.DisposeAsync();
        }

        if (_figures is not null)
        {
            await _figures.DisposeAsync();
        }

        _disposal.Dispose();
    }

    protected override void OnInitialized() => Address = SessionsAddress.Parse(navigation.Uri, SessionId);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            navigation.LocationChanged += OnLocationChanged;
            _figures = new RenderThrottle(() => OnCircuitAsync(() => LoadFiguresAsync(again: true)), FiguresInterval, clock);
            await FollowAsync();
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task FollowAsync()
    {
        if (_following is not null)
        {
            await _following.DisposeAsync();
        }

        _following = live.Follow(_model.Project(Address), OnIndexChangedAsync);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(async () =>
    {
        try
        {
            await GoToAsync(SessionsAddress.Parse(change.Location, RouteId(change.Location)));
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    });

    private async Task GoToAsync(SessionsAddress address)
    {
        if (!new Uri(navigation.Uri).AbsolutePath.StartsWith("/sessions", StringComparison.Ordinal))
        {
            return;
        }

        if (!address.ShowsSameList(Address))
        {
            _model.ClearSelection();
            _filtersOpen = false;
        }

        var moved = _model.Project(address) != _model.Project(Address);
        Address = address;
        if (moved)
        {
            await FollowAsync();
        }

        StateHasChanged();
        await LoadAsync(again: false);
        StateHasChanged();
    }

    private async Task OnIndexChangedAsync()
    {
        await OnCircuitAsync(LoadListAsync);
        _figures?.Request();
    }

    private async Task OnCircuitAsync(Func<Task> load)
    {
        try
        {
            await InvokeAsync(async () =>
            {
                await TryAsync(load);
                StateHasChanged();
            });
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private Task LoadAsync() => LoadAsync(again: true);

    private Task LoadAsync(bool again) => TryAsync(async () =>
    {
        var figures = LoadFiguresAsync(again);
        await LoadListAsync();
        if (!figures.IsCompleted)
        {
            // Rows are painted before what is counted over all of them.
            StateHasChanged();
        }

        await figures;
    });

    private async Task LoadListAsync()
    {
        _status = live.StatusOf(_model.Project(Address));
        await _model.LoadAsync(Address, _disposal.Token);
        _error = null;
    }

    private async Task TryAsync(Func<Task> load)
    {
        try
        {
            await load();
        }
        catch (Exception) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            (_error, _figuresOf) = ("The list of conversations could not be read.", null);
        }
    }

    // What is counted does not depend on which page of the list is shown, which session is open, or how it is sorted.
    private async Task LoadFiguresAsync(bool again)
    {
        if (!again && _figuresOf is { } shown && shown.ShowsSameFigures(Address))
        {
            return;
        }

        _figuresOf = Address;
        await _model.LoadFiguresAsync(Address, _disposal.Token);
    }

    private void Search(string? text) =>
        navigation.NavigateTo((Address with { Search = string.IsNullOrWhiteSpace(text) ? null : text.Trim(), PageNumber = 1, SessionId = null, Turn = null }).ToUri(), replace: true);

    private async Task SelectAllAsync()
    {
        await _model.SelectAllAsync(Address, _disposal.Token);
        StateHasChanged();
    }

    private async Task EvaluateMissingAsync() => await EvaluateAsync(await _model.NotJudgedAsync(Address, _disposal.Token));

    private async Task EvaluateAsync(IReadOnlyList<string> sessionIds)
    {
        if (_evaluating || sessionIds.Count == 0)
        {
            return;
        }

        _evaluating = true;
        try
        {
            await runs.StartAsync(new EvaluationRequest(_model.Project(Address), sessionIds, [.. EvaluatorCatalog.Standard.Select(e => e.Name)], Again: false), _disposal.Token);
            _model.ClearSelection();
        }
        catch (ArgumentException exception)
        {
            messages.Add(exception.Message, Severity.Error);
        }
        finally
        {
            _evaluating = false;
        }
    }

    private static string? RouteId(string location)
    {
        var path = new Uri(location).AbsolutePath;
        return path.StartsWith("/sessions/", StringComparison.Ordinal) ? Uri.UnescapeDataString(path["/sessions/".Length..]) : null;
    }
}
