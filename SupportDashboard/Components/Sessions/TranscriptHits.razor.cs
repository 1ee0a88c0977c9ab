using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>Marks in an open transcript what the list is searched for, brings the first hit into view, and walks from hit to hit.</summary>
public sealed partial class TranscriptHits(IJSRuntime browser) : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private IJSObjectReference? _module;
    private object? _marked;
    private string? _markedSearch;
    private int? _count;
    private int _current;
    private int? _turn;

    /// <summary>What is searched for; null marks nothing.</summary>
    [Parameter]
    public string? Search { get; set; }

    /// <summary>The transcript as it is shown: another instance is marked again.</summary>
    [Parameter, EditorRequired]
    public required Transcript Transcript { get; set; }

    /// <summary>The element that holds the turns; it is known only after the parent was rendered, so it is asked for then.</summary>
    [Parameter, EditorRequired]
    public required Func<ElementReference> Conversation { get; set; }

    /// <summary>The first hit is brought into view, because the address names no turn.</summary>
    [Parameter]
    public bool Jump { get; set; }

    private string Words => _count switch
    {
        0 => $"“{Shown}” is not in the text shown here.",
        1 => $"1 hit, turn {_turn}",
        { } count => $"Hit {Figures.Count(_current + 1)} of {Figures.Count(count)}{(count >= SearchHits.Most ? "+" : "")}, turn {_turn}",
        null => "",
    };

    private string? Shown => Search?.Length > 60 ? Search[..(char.IsHighSurrogate(Search[59]) ? 59 : 60)] + "…" : Search;

    public async ValueTask DisposeAsync()
    {
        _disposal.CancelHere();
        await _module.LeaveAsync("clear");
        _disposal.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (ReferenceEquals(_marked, Transcript) && _markedSearch == Search)
        {
            return;
        }

        var again = _markedSearch == Search;
        (_marked, _markedSearch) = (Transcript, Search);
        await OnBrowserAsync(async module =>
        {
            _count = Search is null ? null : await module.InvokeAsync<int>("mark", _disposal.Token, Conversation(), SearchHits.Words(Search), SearchHits.Most);
            _current = again ? Math.Clamp(_current, 0, Math.Max(0, (_count ?? 1) - 1)) : 0;
            await ShowAsync(module, scroll: Jump && !again);
        });
    }

    private Task StepAsync(int step) => OnBrowserAsync(async module =>
    {
        if (_count is > 0)
        {
            _current = (_current + step + _count.Value) % _count.Value;
            await ShowAsync(module, scroll: true);
        }
    });

    private async Task ShowAsync(IJSObjectReference module, bool scroll)
    {
        _turn = _count is > 0 ? await module.InvokeAsync<int?>("show", _disposal.Token, _current, scroll) : null;
        StateHasChanged();
    }

    private async Task OnBrowserAsync(Func<IJSObjectReference, Task> act)
    {
        if (_module is null && Search is null)
        {
            return;
        }

        try
        {
            _module ??= await browser.InvokeAsync<IJSObjectReference>("import", _disposal.Token, "./js/hits.js");
            await act(_module);
        }
        catch (Exception exception) when (BrowserHandle.IsGone(exception))
        {
            // The browser is gone.
        }
    }
}
