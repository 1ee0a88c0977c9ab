using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDashboard.Agent;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Llm;

namespace SupportDashboard.Components.Chat;

/// <summary>The live chat: a conversation with the support agent, and the trace of the turn as it grows beside it.</summary>
public sealed partial class ChatPage(ChatDesk desk, DemoPlayer demo, LlmConnection model, NavigationManager navigation, IJSRuntime browser) : IAsyncDisposable
{
    // Text is rendered at most this often: Blazor sends a whole text node with every change of it.
    private static readonly TimeSpan RenderInterval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _disposal = new();
    private LiveConversation? _conversation;
    private LiveTurn? _shown;
    private RenderThrottle? _throttle;
    private IDisposable? _turns;
    private IDisposable? _demo;
    private IJSObjectReference? _module;
    private ElementReference _scroll;
    private string? _openId;
    private bool _traceOpen;
    private string? _problem;

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>The part of the path after <c>/chat/</c>; empty for a new conversation.</summary>
    [Parameter]
    public string? SessionId { get; set; }

    private LiveTurn? Shown => _shown ?? (_conversation is { Turns: [.., var last] } ? last : null);

    private string SessionHref => new SessionsAddress { SessionId = _conversation!.SessionId }.ToUri();

    public async ValueTask DisposeAsync()
    {
        _turns?.Dispose();
        _demo?.Dispose();
        _disposal.CancelHere();
        if (_throttle is not null)
        {
            await _throttle.DisposeAsync();
        }

        await _module.LeaveAsync();
        _disposal.Dispose();
    }

    // Nothing is opened before the first render: prerendering would do it twice.
    protected override Task OnParametersSetAsync() => _throttle is null ? Task.CompletedTask : OpenAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _throttle = new RenderThrottle(RenderAsync, RenderInterval, Clock);
        _demo = demo.Subscribe(() => _ = InvokeAsync(FollowDemoAsync));
        _module = await ScrollFollowing.AttachAsync(browser, _scroll, _disposal.Token);
        await OpenAsync();
        StateHasChanged();
        if (navigation.ToAbsoluteUri(navigation.Uri).Query.Contains("play=demo", StringComparison.Ordinal))
        {
            navigation.NavigateTo("/chat", replace: true);
            await PlayAsync();
        }
    }

    private async Task OpenAsync()
    {
        if (SessionId is null || SessionId == _openId)
        {
            if (SessionId is null && !demo.IsPlaying)
            {
                Show(null);
            }

            return;
        }

        try
        {
            _problem = null;
            Show(await desk.FindAsync(SessionId, _disposal.Token));
            _problem = _conversation is null ? "There is no conversation with this id. Start a new one." : null;
            if (_conversation is { } found)
            {
                StateHasChanged();
                await desk.RestoreThumbsAsync(found, _disposal.Token);
            }
        }
        catch (ConversationUnavailableException exception)
        {
            _problem = exception.Message;
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
    }

    private void Show(LiveConversation? conversation)
    {
        _turns?.Dispose();
        _shown = null;
        _problem = null;
        _conversation = conversation;
        _openId = conversation?.SessionId;
        _turns = conversation?.Subscribe(_throttle!.Request);
    }

    // Beside the conversation there is always room; on a narrow screen a second press puts the trace away again.
    private void ShowTrace(LiveTurn turn)
    {
        _traceOpen = !_traceOpen || !ReferenceEquals(turn, Shown);
        _shown = turn;
    }

    private void StartNew()
    {
        demo.Stop();
        Show(null);
        navigation.NavigateTo("/chat");
    }

    private async Task SendAsync(string message)
    {
        if (_conversation is null)
        {
            Show(desk.Create());
            navigation.NavigateTo($"/chat/{_conversation!.SessionId}", replace: true);
        }

        _shown = null;
        await RunAsync(conversation => conversation.SendAsync(message, CancellationToken.None));
    }

    private Task RetryAsync(LiveTurn turn) => RunAsync(conversation => conversation.RetryAsync(turn, CancellationToken.None));

    // The turn belongs to the tab, not to this page: it goes on when the page is left, and is not awaited by the click.
    private Task RunAsync(Func<LiveConversation, Task> run)
    {
        _ = ObserveAsync(run(_conversation!));
        return Task.CompletedTask;
    }

    private async Task ObserveAsync(Task turn)
    {
        try
        {
            await turn;
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private void Stop()
    {
        demo.Stop();
        _conversation?.Stop();
    }

    private Task PlayAsync()
    {
        _ = ObserveAsync(demo.PlayAsync());
        return Task.CompletedTask;
    }

    private Task FollowDemoAsync()
    {
        if (demo.Current is { } playing && demo.IsPlaying && playing.SessionId != _openId)
        {
            Show(playing);
            navigation.NavigateTo($"/chat/{playing.SessionId}", replace: true);
        }

        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task RenderAsync()
    {
        try
        {
            await InvokeAsync(StateHasChanged);
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
