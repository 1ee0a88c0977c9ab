using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The list in each of its states: loading, failed, empty (with the next thing to do), filled.</summary>
public sealed partial class SessionListBody(IJSRuntime browser, HtmlDrawing html, BrowserTime time) : IAsyncDisposable
{
    private readonly DrawnList _list = new(browser, html, time);
    private ElementReference _rows;
    private DotNetObjectReference<SessionListBody>? _self;
    private SessionsAddress? _shown;

    // The page that is left for another one, which is then shown from its top.
    private SessionPage? _leaving;
    private bool _toTop;
    private bool _focusTop;

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

    private bool IsNothing => Model.Page is { Total: 0, Rows.Count: 0 };

    // Where the browser is not ready to draw them the list loads still.
    private bool HasRows => Error is null && Model.Page is not null && !IsNothing && _list.IsAttached;

    private int First => ((Address.PageNumber - 1) * SessionListModel.PageSize) + 1;

    private string Place => Model.Page is { Rows.Count: > 0 } page
        ? $"{Figures.Count(First)}–{Figures.Count(First + page.Rows.Count - 1)} of {Figures.Count(page.Total)}{(page.SearchCapped ? "+" : "")}"
        : $"There are only {Figures.Count(Model.Page?.Total ?? 0, "session")}";

    private IEnumerable<string> Shown => (Model.Page?.Rows ?? []).Select(static row => row.SessionId);

    /// <summary>Called by the browser when somebody begins or ceases to read.</summary>
    [JSInvokable]
    public Task ReadingAsync(bool reading) => OnReading.InvokeAsync(reading);

    /// <summary>Called by the browser after a press on a row's checkbox.</summary>
    /// <param name="key">Which row; one that is not on screen any more is passed over.</param>
    /// <param name="extend">Shift was held: everything since the last pressed one follows.</param>
    [JSInvokable]
    public Task PickAsync(string key, bool extend)
    {
        _list.ForgetMarks();
        if (IdOf(key) is { } id && extend)
        {
            Model.Selection.Extend([.. Shown], id);
        }
        else if (IdOf(key) is { } single)
        {
            Model.Selection.Toggle(single);
        }

        return OnPicked.InvokeAsync();
    }

    /// <summary>Called by the browser when the preview of a row is asked for or given up.</summary>
    [JSInvokable]
    public Task PeekAsync(string key) => IdOf(key) is { } id ? OnPeek.InvokeAsync(id) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _list.DisposeAsync();
        _self?.Dispose();
    }

    // Sent ahead of what this rendering changes around the rows, so that they come in no later.
    protected override void OnParametersSet()
    {
        if (_shown is not null && !_shown.ShowsSameList(Address))
        {
            // It may be there already.
            (_toTop, _leaving) = (true, Model.Shown?.ShowsSameList(Address) == true ? null : Model.Page);
        }

        _shown = Address;
        _ = ShowAsync();
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
            await _list.AttachAsync(_rows, _self);
        }
        catch (Exception exception) when (BrowserHandle.IsGone(exception))
        {
            // The browser is gone.
            return;
        }

        var showing = ShowAsync();
        StateHasChanged();
        await showing;
    }

    private async Task ShowAsync()
    {
        try
        {
            var top = _toTop && !ReferenceEquals(_leaving, Model.Page);
            var marks = new ListMarks([.. Shown.Where(Model.Selection.Contains).Select(DrawnRows.KeyOf)], Peeked is null ? null : DrawnRows.KeyOf(Peeked), top, top && _focusTop);
            if (top && _list.IsAttached)
            {
                (_toTop, _focusTop, _leaving) = (false, false, null);
            }

            // The rows of a list that is not read yet stay as they are.
            await _list.ShowAsync(Model, Model.Shown is { } shown && !shown.ShowsSameList(Address) ? shown : Address, marks);
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

    private string? IdOf(string key) => Shown.FirstOrDefault(id => DrawnRows.KeyOf(id) == key);

    private string PageHref(int number) => (Address with { PageNumber = number, SessionId = null, Turn = null }).ToUri();

    // Whoever pressed the button with a key goes on at the top of what came; the button is gone then.
    private Task ComeInAsync(MouseEventArgs press)
    {
        (_toTop, _focusTop, _leaving) = (true, press.Detail == 0, Model.Page);
        return OnComeIn.InvokeAsync();
    }
}
