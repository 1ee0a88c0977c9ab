using Microsoft.JSInterop;

namespace SupportDashboard.Components.Text;

/// <summary>The time zone of the browser behind one circuit; UTC until it is known.</summary>
public sealed class BrowserTime(IJSRuntime browser, TimeProvider clock)
{
    /// <summary>The cookie by which the browser tells its zone with the request of a page, so that the first drawing has the right times; <c>page.js</c> writes it.</summary>
    public const string Cookie = "support-dashboard-zone";

    private const int LongestName = 80;

    private Task? _asking;
    private bool _isTold;

    /// <summary>The zone that times are shown in.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>The present instant.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Takes the zone's name (IANA) that came with the request; a name unknown here, or none, changes nothing.</summary>
    public void Use(string? name)
    {
        if (name is { Length: > 0 and < LongestName } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            (Zone, _isTold) = (zone, true);
        }
    }

    /// <summary>Asks the browser once for its zone; a browser that does not tell, or a zone unknown here, leaves what was.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) => (_asking ??= AskAsync()).WaitAsync(cancellationToken);

    /// <summary>Waits for the browser's answer where no request has told the zone yet: a first visit, which would else show times twice.</summary>
    public Task WhenToldAsync(CancellationToken cancellationToken) => _isTold ? Task.CompletedTask : LoadAsync(cancellationToken);

    private async Task AskAsync()
    {
        try
        {
            Use(await browser.InvokeAsync<string?>("dashboardPage.zone"));
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // Times are then shown in UTC, which their tooltip says.
        }
    }
}
