using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The list in each of its states: loading, failed, empty (with the next thing to do), filled.</summary>
public sealed partial class SessionListBody(IJSRuntime browser) : IAsyncDisposable
{
    private ElementReference _rows;
    private DotNetObjectReference<SessionListBody>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _walk;
    private bool _attaching;
    private bool _toTop;
    private bool _focusTop;
    private SessionsAddress? _shown;

    [Parameter, EditorRequired]
    public required SessionListModel Model { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    /// <summary>Why the list could not be read, as a sentence.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>How far the index is.</summary>
    [Parameter]
    public SyncState? Status { get; set; }

    /// <summary>The session whose preview is shown.</summary>
    [Parameter]
    public string? Peeked { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }

    /// <summary>Raised after sessions were picked or let go: the line above the list counts them.</summary>
    [Parameter]
    public EventCallback OnPicked { get; set; }

    /// <summary>Raised with the id of a session whose preview is asked for.</summary>
    [Parameter]
    public EventCallback<string> OnPeek { get; set; }

    /// <summary>Raised when what waits is to come in.</summary>
    [Parameter]
    public EventCallback OnComeIn { get; set; }

    /// <summary>Raised when somebody begins or ceases to read the list: it is scrolled, or the pointer or the focus is in it.</summary>
    [Parameter]
    public EventCallback<bool> OnReading { get; set; }

    private bool IsTable => Address.AsTable && Address.SessionId is null;

    private int First => ((Address.PageNumber - 1) * SessionListModel.PageSize) + 1;

    private string Place => Model.Page is { Rows.Count: > 0 } page
        ? $"{Figures.Count(First)}–{Figures.Count(First + page.Rows.Count - 1)} of {Figures.Count(page.Total)}"
        : $"There are only {Figures.Count(Model.Page?.Total ?? 0, "session")}";

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public Task ReadingAsync(bool reading) => OnReading.InvokeAsync(reading);

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        await LeaveAsync();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone.
        }
    }

    protected override void OnParametersSet()
    {
        _toTop |= _shown is not null && !_shown.ShowsSameList(Address);
        _shown = Address;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (Model.Page is not { Rows.Count: > 0 } || Error is not null)
            {
                await LeaveAsync();
                return;
            }

            await AttachAsync();
            if (_toTop && _walk is not null)
            {
                var focus = _focusTop;
                (_toTop, _focusTop) = (false, false);
                await _walk.InvokeVoidAsync("toTop", focus);
            }
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The browser is gone.
        }
    }

    private async Task AttachAsync()
    {
        if (_walk is not null || _attaching)
        {
            return;
        }

        _attaching = true;
        try
        {
            _self ??= DotNetObjectReference.Create(this);
            _module ??= await browser.InvokeAsync<IJSObjectReference>("import", "./js/list.js");
            _walk = await _module.InvokeAsync<IJSObjectReference>("attach", _rows, _self);
        }
        finally
        {
            _attaching = false;
        }
    }

    private async Task LeaveAsync()
    {
        if (_walk is not { } walk)
        {
            return;
        }

        _walk = null;
        try
        {
            await walk.InvokeVoidAsync("leave");
            await walk.DisposeAsync();
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The browser is gone.
        }
    }

    private string PageHref(int number) => (Address with { PageNumber = number, SessionId = null, Turn = null }).ToUri();

    // Whoever pressed the button with a key goes on at the top of what came; the button is gone then.
    private Task ComeInAsync(MouseEventArgs press)
    {
        (_toTop, _focusTop) = (true, press.Detail == 0);
        return OnComeIn.InvokeAsync();
    }

    private Task PickAsync(RowPick pick)
    {
        if (pick.Extend)
        {
            Model.Selection.Extend([.. (Model.Page?.Rows ?? []).Select(static row => row.SessionId)], pick.SessionId);
        }
        else
        {
            Model.Selection.Toggle(pick.SessionId);
        }

        return OnPicked.InvokeAsync();
    }
}
