using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>When: presets, a range of one's own in the browser's time zone, and the histogram to draw one on.</summary>
public sealed partial class TimeBand(NavigationManager navigation)
{
    private static readonly DateTime Earliest = new(1970, 1, 2);
    private static readonly DateTime Latest = new(2199, 12, 30);

    private bool _open;
    private DateTime? _from;
    private DateTime? _to;
    private string? _problem;

    [Inject]
    public required BrowserTime Browser { get; init; }

    /// <summary>When the sessions were; null while it loads.</summary>
    [Parameter, EditorRequired]
    public SessionHistogram? Histogram { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    private bool IsOwn => Address.From is not null || Address.To is not null;

    // The presets say by themselves which of them is chosen; this line says what that means, and keeps its place where there is nothing to say.
    private string Chosen =>
        TimeRange.Find(Address.Range) is { } range ? TimeWords.Of(new() { From = range.Since(Browser.Now) }, Browser.Zone)
        : IsOwn ? TimeWords.Of(Address, Browser.Zone)
        : "\u00a0";

    private void Open()
    {
        (_open, _problem) = (!_open, null);
        var from = Address.From ?? (TimeRange.Find(Address.Range) is { } range ? range.Since(Browser.Now) : null);
        (_from, _to) = (Local(from), Local(Address.To));
    }

    private void Close() => _open = false;

    private void Keys(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
        {
            Close();
        }
    }

    private void Apply()
    {
        var dates = new[] { _from, _to }.OfType<DateTime>().ToList();
        _problem = dates.Count == 0 ? "Choose when it begins, when it ends, or both."
            : dates.Exists(static date => date < Earliest || date > Latest) ? "Choose a date between 1970 and 2199."
            : _from >= _to ? "It has to end after it began."
            : null;
        if (_problem is null)
        {
            Close();
            navigation.NavigateTo(Address.WithTime(Instant(_from), Instant(_to)).ToUri());
        }
    }

    private DateTimeOffset? Instant(DateTime? local) => local is { } at ? CalendarRange.Instant(at, Browser.Zone) : null;

    private DateTime? Local(DateTimeOffset? at) => at is { } instant ? TimeZoneInfo.ConvertTime(instant, Browser.Zone).DateTime : null;
}
