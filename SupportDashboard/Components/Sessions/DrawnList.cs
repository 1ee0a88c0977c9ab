using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Text;

namespace SupportDashboard.Components.Sessions;

/// <summary>The rows of a list in the browser: drawn there by <c>list.js</c> from HTML, and again only where they say something new.</summary>
public sealed class DrawnList(IJSRuntime browser, HtmlDrawing html, BrowserTime time) : IAsyncDisposable
{
    // Rows of a list that the tallest usual screen shows.
    private const int OnScreen = 20;

    // A page can be left while its list is attached or drawn: then there is no such element any more.
    private readonly CancellationTokenSource _disposal = new();
    private readonly DrawnRows _rows = new();
    private IJSObjectReference? _module;
    private IJSObjectReference? _list;
    private object? _drawnOf;
    private ListMarks? _marks;
    private long _drawing;
    private int _open;

    /// <summary>The browser is ready to draw.</summary>
    public bool IsAttached => _list is not null;

    /// <summary>Binds the element that holds the rows.</summary>
    /// <param name="rows">Scrolls, and holds an element of the class <c>drawn</c> that Blazor leaves empty.</param>
    /// <param name="page">Is called with what happens in it: <c>ReadingAsync</c>, <c>PickAsync</c>, <c>PeekAsync</c>.</param>
    public async Task AttachAsync<T>(ElementReference rows, DotNetObjectReference<T> page)
        where T : class
    {
        _module = await browser.InvokeAsync<IJSObjectReference>("import", _disposal.Token, "./js/list.js");
        _list = await _module.InvokeAsync<IJSObjectReference>("attach", _disposal.Token, rows, page);
    }

    /// <summary>Brings the browser up to date; sends nothing where it is.</summary>
    public Task ShowAsync(SessionListModel model, SessionsAddress address, ListMarks marks) => ShowAsync(model, address, marks, again: false);

    /// <summary>Has the marks sent again, whatever they were: the browser has shown a press before it was answered.</summary>
    public void ForgetMarks() => _marks = null;

    private async Task ShowAsync(SessionListModel model, SessionsAddress address, ListMarks marks, bool again)
    {
        if (_list is null || model.Page is null)
        {
            return;
        }

        // Ages are told in minutes.
        var of = (model.Page, model.Hits, address, time.Zone, time.Now.ToUnixTimeSeconds() / 60);
        var complete = of.Equals(_drawnOf) ? await MarkAsync(marks) : await DrawAsync(ListedSession.Of(model, address), address, of, marks);
        if (!complete)
        {
            // The browser has lost what was drawn there.
            Forget();
            if (!again)
            {
                await ShowAsync(model, address, marks, again: true);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposal.CancelHere();
        await _list.LeaveAsync("leave");
        await _module.LeaveAsync();
        _disposal.Dispose();
    }

    // Of another list, what fits the screen comes first, and the rest once it is painted. False where the browser has lost what was drawn before.
    private async Task<bool> DrawAsync(IReadOnlyList<ListedSession> sessions, SessionsAddress address, object of, ListMarks marks)
    {
        var drawing = ++_drawing;
        var table = address.AsTable && address.SessionId is null;
        var frame = (await html.DrawAsync([table ? SessionTable.FrameOf(address) : SessionList.FrameOf(address)]))[0];
        List<(string Key, string Html)> rows = [];
        Task<bool>? telling = null;
        foreach (var part in PartsOf(sessions, isAnother: marks.ToTop || !_rows.StandIn(frame)))
        {
            var drawn = sessions.Skip(rows.Count).Take(part).ToList();
            rows.AddRange(drawn.Select(static session => DrawnRows.KeyOf(session.Row.SessionId)).Zip(await html.DrawAsync(drawn.Select(session => table ? SessionTable.RowOf(session) : SessionList.RowOf(session)))));
            if (telling is not null && !await telling)
            {
                return false;
            }

            if (drawing != _drawing)
            {
                // A newer one overtook it.
                return telling is not null || await MarkAsync(marks);
            }

            _drawnOf = of;
            var change = _rows.Draw(frame, rows);
            var more = rows.Count < sessions.Count;

            // Somebody may have picked a row of the first ones.
            marks = telling is null ? marks : (_marks ?? marks) with { ToTop = false, Focus = false };
            telling = change.IsEmpty ? MarkAsync(marks) : TellAsync(change, marks, more);
        }

        return await telling!;
    }

    // A table becomes a list beside the conversation that was opened in it, and again a table: then whoever read further down wants to go on there.
    private int[] PartsOf(IReadOnlyList<ListedSession> sessions, bool isAnother)
    {
        var (open, was) = (Enumerable.Range(0, sessions.Count).FirstOrDefault(index => sessions[index].IsOpen), _open);
        _open = open;
        return isAnother && sessions.Count > OnScreen && Math.Max(open, was) < OnScreen / 2 ? [OnScreen, sessions.Count - OnScreen] : [sessions.Count];
    }

    private Task<bool> MarkAsync(ListMarks marks) => marks.SaysTheSame(_marks) ? Task.FromResult(true) : TellAsync(null, marks);

    private Task<bool> TellAsync(ListDrawing? drawing, ListMarks marks, bool more = false)
    {
        _marks = marks;
        var message = new ListMessage(drawing?.Frame, drawing?.Rows, marks.Picked, marks.Peeked, marks.ToTop, marks.Focus, more);
        return _list!.InvokeAsync<bool>("draw", _disposal.Token, message.ToText()).AsTask();
    }

    private void Forget()
    {
        _rows.Forget();
        (_drawnOf, _marks) = (null, null);
    }
}
