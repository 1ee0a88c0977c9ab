using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDashboard.Agent;
using SupportDashboard.Components.Drawing;

namespace SupportDashboard.Components.Chat;

/// <summary>
/// Where a message is written. The text stays in the browser until it is sent: typing costs no traffic, and a paste over the
/// limit is counted and refused there, so it never reaches the circuit. The limit is checked again here.
/// </summary>
public sealed partial class Composer(IJSRuntime browser) : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private ElementReference _form;
    private DotNetObjectReference<Composer>? _self;
    private IJSObjectReference? _module;
    private string? _error;

    // Before the browser's part listens, a press on Send would submit the form and reload the page.
    private bool _isAttached;

    /// <summary>True while a turn runs: Stop stands in the place of Send.</summary>
    [Parameter]
    public bool IsRunning { get; set; }

    [Parameter]
    public string Placeholder { get; set; } = "Write as a customer would";

    /// <summary>Raised with a message that passed the rules.</summary>
    [Parameter]
    public EventCallback<string> OnSend { get; set; }

    [Parameter]
    public EventCallback OnStop { get; set; }

    /// <summary>Called by the browser. Returns whether the message was taken; if not it stays in the box.</summary>
    [JSInvokable]
    public async Task<bool> SendAsync(string message)
    {
        if (IsRunning)
        {
            return false;
        }

        _error = MessageRules.Check(message);
        StateHasChanged();
        if (_error is not null)
        {
            return false;
        }

        await OnSend.InvokeAsync(message.Trim());
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        _disposal.CancelHere();
        _disposal.Dispose();
        _self?.Dispose();
        await _module.LeaveAsync();
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
            _module = await browser.InvokeAsync<IJSObjectReference>("import", _disposal.Token, "./js/composer.js");
            await _module.InvokeVoidAsync("attach", _disposal.Token, _form, _self, MessageRules.MaxLength);
            _isAttached = true;
            StateHasChanged();
        }
        catch (Exception exception) when (BrowserHandle.IsGone(exception))
        {
            // The page was left while the module loaded.
        }
    }
}
