using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Drawing;

namespace SupportDashboard.Components.Sessions;

/// <summary>The named lists above the list, the shown one marked, and what was changed in it since it was saved.</summary>
public sealed partial class ViewBar(TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _disposal = new();
    private RenderThrottle? _throttle;
    private IDisposable? _following;

    [Parameter, EditorRequired]
    public required SessionViews Views { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    /// <summary>How many sessions are in the built-in views, by their keys; empty while that loads.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, int> Counts { get; set; } = new Dictionary<string, int>();

    private ListView? Current => Views.Current(Address);

    private bool IsChanged => Current?.IsChangedIn(Address) == true;

    public async ValueTask DisposeAsync()
    {
        _following?.Dispose();
        _disposal.CancelHere();
        if (_throttle is not null)
        {
            await _throttle.DisposeAsync();
        }

        _disposal.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _throttle = new RenderThrottle(RefreshAsync, RefreshInterval, clock);
            _following = Views.Subscribe(_throttle.Request);
            await LoadAsync();
            StateHasChanged();
        }
    }

    // A bare address opens the chosen view, so with one chosen "all" has to be said.
    private string HrefOf(ListView view)
    {
        var address = view.AddressFrom(Address);
        return (view == ListView.All && Views.Default is null ? address with { View = null } : address).ToUri();
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
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            await Views.LoadAsync(_disposal.Token);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
    }
}
