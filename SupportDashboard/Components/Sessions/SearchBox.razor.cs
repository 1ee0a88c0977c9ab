using Microsoft.AspNetCore.Components;

namespace SupportDashboard.Components.Sessions;

/// <summary>
/// The box for what is searched. While somebody types nothing is sent; a moment after, the browser tells the whole text at once (<c>soon.js</c>). What was
/// typed here comes back as <see cref="Value"/>, perhaps late, and must not be written into the box again, where more may have been typed meanwhile.
/// </summary>
public sealed partial class SearchBox
{
    // Told here and not come back yet, the oldest first.
    private readonly Queue<string?> _told = new();
    private string? _last;
    private string? _seen;

    // What a new box begins with. It stays as it is while somebody types: only the browser knows what stands there.
    private string? _shown;
    private int _version;

    /// <summary>What the list is searched for; null for nothing.</summary>
    [Parameter, EditorRequired]
    public string? Value { get; set; }

    /// <summary>Called with what somebody wrote, trimmed; null when the box was emptied.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string?> OnSearch { get; set; }

    protected override void OnInitialized() => _last = _seen = _shown = Value;

    protected override void OnParametersSet()
    {
        if (Value == _seen)
        {
            if (Value == _last)
            {
                // What was told in between was never shown.
                _told.Clear();
            }

            return;
        }

        _seen = Value;
        if (_told.Contains(Value))
        {
            // Lists of shorter words that nobody waited for are not shown.
            while (_told.Dequeue() != Value)
            {
            }
        }
        else
        {
            // Somebody went back, took the filter away or opened another list: a new box shows that.
            _told.Clear();
            _last = _shown = Value;
            _version++;
        }
    }

    private Task Tell(ChangeEventArgs change)
    {
        var text = (change.Value as string)?.Trim() is { Length: > 0 } words ? words : null;
        if (text == _last)
        {
            return Task.CompletedTask;
        }

        _last = text;
        _told.Enqueue(text);
        return OnSearch.InvokeAsync(text);
    }
}
