using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SupportDashboard.Components.Chat;

/// <summary>Keeps a growing conversation scrolled to its end, in the browser alone, unless a person has scrolled up.</summary>
internal static class ScrollFollowing
{
    public static async Task<IJSObjectReference?> AttachAsync(IJSRuntime browser, ElementReference element, CancellationToken cancellationToken)
    {
        try
        {
            var module = await browser.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./js/follow.js");
            await module.InvokeVoidAsync("follow", cancellationToken, element);
            return module;
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            return null;
        }
    }

    public static async Task DisposeAsync(IJSObjectReference? module)
    {
        try
        {
            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the module with it.
        }
    }
}
