using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>When the shown sessions were, a bar for each stretch of time; bars are links, and a stretch of them is chosen by drawing or with Shift and the arrow keys.</summary>
public sealed partial class TimeHistogram(IJSRuntime browser, NavigationManager navigation) : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private IReadOnlyList<TimeBar> _bars = [];
    private DotNetObjectReference<TimeHistogram>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _brush;
    private ElementReference _chart;
    private ElementReference _told;
    private int _most;

    [Inject]
    public required BrowserTime Browser { get; init; }

    /// <summary>The counts; null while they load.</summary>
    [Parameter, EditorRequired]
    public SessionHistogram? Histogram { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    private IEnumerable<string> Ticks
    {
        get
        {
            var (first, end) = (_bars[0].From, _bars[^1].From + Histogram!.Width);
            return Enumerable.Range(0, 4).Select(i => TimeWords.Tick(first + ((end - first) * i / 3), end - first, Browser.Zone));
        }
    }

    /// <summary>Shows only the sessions of some bars; called by the browser after a stretch was drawn.</summary>
    /// <param name="first">The number of the first bar, from 0.</param>
    /// <param name="last">The number of the last one.</param>
    [JSInvokable]
    public void Choose(int first, int last)
    {
        if (_bars.Count > 0)
        {
            var (from, to) = (Math.Clamp(Math.Min(first, last), 0, _bars.Count - 1), Math.Clamp(Math.Max(first, last), 0, _bars.Count - 1));
            navigation.NavigateTo(Address.WithTime(_bars[from].From, _bars[to].From + Histogram!.Width).ToUri());
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
        await _disposal.CancelAsync();
        try
        {
            if (_brush is not null)
            {
                await _brush.InvokeVoidAsync("dispose");
                await _brush.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The browser is gone.
        }

        _self?.Dispose();
        _disposal.Dispose();
    }

    protected override void OnParametersSet()
    {
        _bars = Histogram is null ? [] : TimeBar.Of(Histogram, Address, Browser.Zone);
        _most = Histogram?.Buckets.Select(static bucket => bucket.Sessions).DefaultIfEmpty().Max() ?? 0;
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
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The browser is gone; without the module the bars are links still.
        }
    }
}
