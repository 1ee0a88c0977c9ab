using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SupportDashboard.Components.Drawing;

/// <summary>
/// A part of a page without events of its own, kept by the browser as HTML and forgotten by the server. It is rendered as usual until the
/// browser can draw it, so that a page that is not interactive yet shows it too. Elements with <c>data-key</c> keep the focus when they are drawn again.
/// </summary>
public sealed partial class Drawn(IJSRuntime browser, HtmlDrawing html) : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private IJSObjectReference? _module;
    private ElementReference _place;
    private object? _shown;
    private UInt128 _digest;
    private bool _isDrawn;
    private bool _isSettled;

    /// <summary>Links and text; nothing in it may wait.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    /// <summary>What the content says, compared by value: while it is equal nothing is drawn.</summary>
    [Parameter, EditorRequired]
    public required object Says { get; set; }

    public async ValueTask DisposeAsync()
    {
        _disposal.CancelHere();
        await _module.LeaveAsync();
        _disposal.Dispose();
    }

    protected override void OnParametersSet()
    {
        if (_module is not null)
        {
            _ = DrawAsync();
        }
    }

    // Where it is drawn there is nothing to render any more.
    protected override bool ShouldRender() => !_isSettled;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            _module = await browser.InvokeAsync<IJSObjectReference>("import", _disposal.Token, "./js/drawn.js");
        }
        catch (Exception exception) when (BrowserHandle.IsGone(exception))
        {
            // The browser is gone.
            return;
        }

        await DrawAsync();
    }

    private async Task DrawAsync()
    {
        if (Says.Equals(_shown))
        {
            return;
        }

        _shown = Says;
        try
        {
            var drawn = (await html.DrawAsync([ChildContent]))[0];
            var digest = HtmlDigest.Of(drawn);
            if (digest == _digest)
            {
                return;
            }

            _digest = digest;
            await _module!.InvokeVoidAsync("draw", _disposal.Token, _place, drawn);
            if (!_isDrawn)
            {
                _isDrawn = true;
                StateHasChanged();
                _isSettled = true;
            }
        }
        catch (Exception exception) when (BrowserHandle.IsGone(exception))
        {
            // The browser is gone.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
