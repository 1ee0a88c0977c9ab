using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions.Export;

namespace SupportDashboard.Components.Sessions;

/// <summary>How far the file is that the browser fetches, and the way to stop it.</summary>
public sealed partial class ExportBanner(TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(200);

    private RenderThrottle? _throttle;
    private IDisposable? _following;

    [Parameter, EditorRequired]
    public required ExportTicket Ticket { get; set; }

    /// <summary>Raised when its outcome was read.</summary>
    [Parameter]
    public EventCallback OnClosed { get; set; }

    private string Outcome => Ticket.State switch
    {
        ExportState.Done => $"Exported {Figures.Count(Ticket.Rows, "session")}.",
        ExportState.Cancelled => $"The export was stopped after {Figures.Count(Ticket.Rows, "session")}; its file is incomplete.",
        _ => $"The export failed after {Figures.Count(Ticket.Rows, "session")}; its file is incomplete. Try again.",
    };

    public async ValueTask DisposeAsync()
    {
        _following?.Dispose();
        if (_throttle is not null)
        {
            await _throttle.DisposeAsync();
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _throttle = new RenderThrottle(RefreshAsync, RefreshInterval, clock);
            _following = Ticket.Subscribe(_throttle.Request);
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await InvokeAsync(StateHasChanged);
        }
        catch (ObjectDisposedException)
        {
            // The page has left the screen.
        }
    }
}
