using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDashboard.Components.Drawing;

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
        catch (Exception exception) when (BrowserHandle.IsGone(exception))
        {
            return null;
        }
    }
}
