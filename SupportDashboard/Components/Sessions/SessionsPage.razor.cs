using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The inbox: figures, filters and the list, with the open conversation beside it. Its whole state is in the address.</summary>
public sealed partial class SessionsPage(
    SessionListModel model, NavigationManager navigation, SessionLiveFeed live, EvaluationRuns runs, ISnackbar messages) : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private readonly SessionListModel _model = model;
    private SyncState? _status;
    private IAsyncDisposable? _following;
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

        _disposal.Dispose();
    }

    protected override void OnInitialized() => Address = SessionsAddress.Parse(navigation.Uri, SessionId);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            navigation.LocationChanged += OnLocationChanged;
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
        await LoadAsync();
        StateHasChanged();
    }

    private async Task OnIndexChangedAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            });
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            _status = live.StatusOf(_model.Project(Address));
            await _model.LoadAsync(Address, _disposal.Token);
            _error = null;
        }
        catch (Exception) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            _error = "The list of conversations could not be read.";
        }
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
