using Microsoft.Extensions.Options;
using SupportDashboard.Agent;
using SupportDashboard.Hosting;

namespace SupportDashboard.Components.Chat;

/// <summary>Plays the demo conversations in one browser tab, one after the other, each a conversation of its own.</summary>
public sealed class DemoPlayer(ChatDesk desk, DemoScenarios scenarios, IOptions<ChatOptions> options, TimeProvider clock) : IDisposable
{
    private readonly Subscribers _subscribers = new();
    private readonly List<(DemoScenario Scenario, string SessionId)> _played = [];
    private CancellationTokenSource? _playing;

    public bool IsPlaying => _playing is not null;

    /// <summary>The conversation that plays, or played last.</summary>
    public LiveConversation? Current { get; private set; }

    /// <summary>The scenario that plays.</summary>
    public DemoScenario? Scenario { get; private set; }

    /// <summary>How many there are.</summary>
    public int Total => scenarios.All.Count;

    /// <summary>What has been played to the end, with the id of its session.</summary>
    public IReadOnlyList<(DemoScenario Scenario, string SessionId)> Played => _played;

    /// <summary>Calls back when the next one begins or all are over, until the token is disposed.</summary>
    public IDisposable Subscribe(Action callback) => _subscribers.Subscribe(callback);

    /// <summary>Plays all scenarios. Does nothing while they play. A turn that fails is shown as it is, and the play goes on.</summary>
    public async Task PlayAsync()
    {
        if (IsPlaying)
        {
            return;
        }

        _played.Clear();
        using var playing = new CancellationTokenSource();
        _playing = playing;
        try
        {
            foreach (var scenario in scenarios.All)
            {
                await PlayAsync(scenario, playing.Token);
            }
        }
        catch (OperationCanceledException) when (playing.IsCancellationRequested)
        {
            // Somebody stopped the demo.
        }
        finally
        {
            _playing = null;
            Scenario = null;
            _subscribers.Publish();
        }
    }

    /// <summary>Stops after what was said so far.</summary>
    public void Stop() => _playing?.Cancel();

    public void Dispose() => Stop();

    private async Task PlayAsync(DemoScenario scenario, CancellationToken cancellationToken)
    {
        (Scenario, Current) = (scenario, desk.Create());
        _subscribers.Publish();
        foreach (var message in scenario.Messages)
        {
            await Current.TypeAndSendAsync(message, options.Value.DemoKeystroke, clock, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(options.Value.DemoPause, clock, cancellationToken);
        }

        _played.Add((scenario, Current.SessionId));
    }
}
