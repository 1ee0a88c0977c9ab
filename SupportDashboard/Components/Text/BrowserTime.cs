using Microsoft.JSInterop;

namespace SupportDashboard.Components.Text;

/// <summary>The time zone of the browser behind one circuit; UTC until it is known.</summary>
public sealed class BrowserTime(IJSRuntime browser, TimeProvider clock)
{
    /// <summary>The zone that times are shown in.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>The present instant.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Asks the browser once for its zone; a browser that does not tell, or a zone unknown here, leaves UTC.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var module = await browser.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./js/zone.js");
            await using (module)
            {
                var name = await module.InvokeAsync<string?>("zone", cancellationToken);
                if (name is { Length: > 0 and < 80 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
                {
                    Zone = zone;
                }
            }
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException)
        {
            // Times are then shown in UTC, which their tooltip says.
        }
    }
}
