using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>When the shown sessions were, a bar for each stretch of time; bars are links, and a stretch of them is chosen by drawing or with Shift and the arrow keys.</summary>
public sealed partial class TimeHistogram(IJSRuntime browser, NavigationManager navigation) : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private DotNetObjectReference<TimeHistogram>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _brush;
    private ElementReference _chart;
    private ElementReference _told;

    [Inject]
    public required BrowserTime Browser { get; init; }

    /// <summary>The counts; null while they load.</summary>
    [Parameter, EditorRequired]
    public SessionHistogram? Histogram { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    private IReadOnlyList<HistogramBucket> Buckets => Histogram?.Buckets ?? [];

    private int Most => Buckets.Select(static bucket => bucket.Sessions).DefaultIfEmpty().Max();

    private IEnumerable<string> Ticks
    {
        get
        {
            var (first, end) = (Buckets[0].From, Buckets[^1].From + Histogram!.Width);
            return Enumerable.Range(0, 4).Select(i => TimeWords.Tick(first + ((end - first) * i / 3), end - first, Browser.Zone));
        }
    }

    /// <summary>Shows only the sessions of some bars; called by the browser after a stretch was drawn.</summary>
    /// <param name="first">The number of the first bar, from 0.</param>
    /// <param name="last">The number of the last one.</param>
    [JSInvokable]
    public void Choose(int first, int last)
    {
        if (Buckets.Count > 0)
        {
            var (from, to) = (Math.Clamp(Math.Min(first, last), 0, Buckets.Count - 1), Math.Clamp(Math.Max(first, last), 0, Buckets.Count - 1));
            navigation.NavigateTo(Address.WithTime(Buckets[from].From, Buckets[to].From + Histogram!.Width).ToUri());
        }
    }

    /// <summary>Takes the time range away; called by the browser after Escape or a double click.</summary>
    [JSInvokable]
    public void Reset()
    {
        if (Address.HasTime)
        {
            navigation.NavigateTo(Address.WithRange(null).ToUri());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposal.CancelHere();
        await _brush.LeaveAsync("dispose");
        await _module.LeaveAsync();
        _self?.Dispose();
        _disposal.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            _self = DotNetObjectReference.Create(this);
            _module = await browser.InvokeAsync<IJSObjectReference>("import", _disposal.Token, "./js/brush.js");
            _brush = await _module.InvokeAsync<IJSObjectReference>("attach", _disposal.Token, _chart, _told, _self);
        }
        catch (Exception exception) when (BrowserHandle.IsGone(exception))
        {
            // The browser is gone; without the module the bars are links still.
        }
    }
}
