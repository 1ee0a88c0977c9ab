using Microsoft.JSInterop;

namespace SupportDashboard.Components.Drawing;

/// <summary>How a component takes leave of the browser.</summary>
internal static class BrowserHandle
{
    /// <summary>The browser has left, or the component the page: nothing is to be done there any more.</summary>
    public static bool IsGone(Exception exception) => exception is JSDisconnectedException or OperationCanceledException or ObjectDisposedException;

    /// <summary>
    /// Gives up what a component waits for, calls to the browser among them, before it returns and on the renderer's own thread.
    /// <see cref="CancellationTokenSource.CancelAsync"/> would do so on another one: an answer that the browser gives in that moment then meets a call
    /// that is given up but still listed, which JSRuntime takes for a forged answer, and it ends the circuit.
    /// </summary>
    public static void CancelHere(this CancellationTokenSource disposal) => disposal.Cancel();

    /// <summary>Calls a last function, if one is named, and disposes; a browser that is gone has let go of everything already.</summary>
    /// <param name="handle">A module or what it attached; null where it never came so far.</param>
    /// <param name="farewell">What the handle is told before.</param>
    public static async ValueTask LeaveAsync(this IJSObjectReference? handle, string? farewell = null)
    {
        if (handle is null)
        {
            return;
        }

        try
        {
            if (farewell is not null)
            {
                await handle.InvokeVoidAsync(farewell);
            }

            await handle.DisposeAsync();
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // The browser is gone.
        }
    }
}
