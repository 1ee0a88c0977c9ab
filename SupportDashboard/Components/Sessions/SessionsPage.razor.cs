using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The inbox: figures, filters and the list, with the open conversation beside it. Its whole state is in the address.</summary>
public sealed partial class SessionsPage(
    SessionListModel model, SessionViews views, NavigationManager navigation, SessionLiveFeed live, BrowserTime browserTime, TimeProvider clock) : IAsyncDisposable
{
    // Figures are counted over everything, so they follow changes less often than the rows.
    private static readonly TimeSpan FiguresInterval = TimeSpan.FromSeconds(1);

    // What is there by then is shown in one step with what was asked for: the browser draws and paints each step anew.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(40);

    private readonly CancellationTokenSource _disposal = new();
    private readonly SessionListModel _model = model;
    private readonly SessionViews _views = views;
    private SyncState? _status;
    private IAsyncDisposable? _following;
    private RenderThrottle? _figures;
    private SessionsAddress? _figuresOf;
    private IDisposable? _watching;
    private (string Project, string[] Ids) _watched = ("", []);
    private string? _error;
    private string? _peeked;
    private bool _filtersOpen;
    private bool _reading;

    /// <summary>The part of the path after <c>/sessions/</c>.</summary>
    [Parameter]
    public string? SessionId { get; set; }

    private SessionsAddress Address { get; set; } = new();

    // Somebody reads the list or goes by what is on screen: nothing may move.
    private bool IsHeld => _reading || _peeked is not null || Address.SessionId is not null || Address.PageNumber > 1 || !_model.Selection.IsEmpty;

    private SessionRow? PeekedRow => _peeked is null ? null : _model.Page?.Rows.FirstOrDefault(row => row.SessionId == _peeked);

    public async ValueTask DisposeAsync()
    {
        navigation.LocationChanged -= OnLocationChanged;
        _disposal.CancelHere();
        _watching?.Dispose();
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
            await TryAsync(() => browserTime.WhenToldAsync(_disposal.Token));
            if (!await OpenChosenViewAsync())
            {
                await LoadAsync();
                StateHasChanged();
            }
        }
    }

    // A bare address opens with the view that the person chose.
    private async Task<bool> OpenChosenViewAsync()
    {
        if (!Address.IsBare)
        {
            return false;
        }

        await TryAsync(() => _views.LoadAsync(_disposal.Token));
        if (_views.OpensWith(Address) is not { } chosen)
        {
            return false;
        }

        navigation.NavigateTo(chosen.ToUri(), replace: true);
        return true;
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

        if (!address.ShowsSameFigures(Address))
        {
            _model.Selection.Clear();
            _filtersOpen = false;
        }

        var sameRows = address.ShowsSameList(Address) && _model.Page is not null;
        var moved = _model.Project(address) != _model.Project(Address);
        _peeked = sameRows && address.SessionId is null ? _peeked : null;
        Address = address;
        if (moved)
        {
            await FollowAsync();
        }

        var loading = sameRows ? TryAsync(() => ReadAsync(Arrival.Waits)) : LoadAsync(again: false);
        if (sameRows || !await IsSoonDoneAsync(loading))
        {
            // What is opened beside the same rows is read while they are.
            StateHasChanged();
        }

        await loading;
        StateHasChanged();
    }

    private async Task OnIndexChangedAsync()
    {
        await OnCircuitAsync(() => ReadAsync(IsHeld ? Arrival.Waits : Arrival.ComesIn));
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
        await ReadAsync(Arrival.ComesIn);
        if (!await IsSoonDoneAsync(figures))
        {
            // Rows are painted before what is counted over all of them.
            StateHasChanged();
        }

        await figures;
    });

    private async Task<bool> IsSoonDoneAsync(Task loading)
    {
        await Task.WhenAny(loading, Task.Delay(Patience, clock, _disposal.Token));
        return loading.IsCompleted;
    }

    private async Task ReadAsync(Arrival arrival)
    {
        _status = live.StatusOf(_model.Project(Address));
        await _model.LoadAsync(Address, arrival, _disposal.Token);
        _error = null;
        WatchRows();
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

    private void WatchRows()
    {
        var project = _model.Project(Address);
        string[] ids = [.. (_model.Page?.Rows ?? []).Select(static row => row.SessionId), .. Address.SessionId is { } open ? [open] : Array.Empty<string>()];
        if (_disposal.IsCancellationRequested || (project == _watched.Project && ids.SequenceEqual(_watched.Ids)))
        {
            return;
        }

        var before = _watching;
        _watched = (project, ids);
        _watching = live.WatchSessions(project, ids);
        before?.Dispose();
    }

    private void Search(string? text) =>
        navigation.NavigateTo((Address with { Search = text, PageNumber = 1, SessionId = null, Turn = null }).ToUri(), replace: true);

    private void Peek(string sessionId) => _peeked = _peeked == sessionId ? null : sessionId;

    private async Task ComeInAsync()
    {
        if (Address.PageNumber > 1)
        {
            navigation.NavigateTo((Address with { PageNumber = 1 }).ToUri());
            return;
        }

        await TryAsync(() => ReadAsync(Arrival.ComesIn));
    }

    private static string? RouteId(string location)
    {
        var path = new Uri(location).AbsolutePath;
        return path.StartsWith("/sessions/", StringComparison.Ordinal) ? Uri.UnescapeDataString(path["/sessions/".Length..]) : null;
    }
}
