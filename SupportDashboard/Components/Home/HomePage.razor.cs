using Microsoft.AspNetCore.Components;
using MudBlazor;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Home;

/// <summary>The first visit: what this is and where to begin. Once there are sessions it leads to them.</summary>
public sealed partial class HomePage(SessionQueries queries, PhoenixConnection phoenix, LlmConnection model, NavigationManager navigation) : IDisposable
{
    private static readonly Step[] Steps =
    [
        new(Icons.Material.Outlined.ChatBubbleOutline, "Chat", "Talk to the agent, or let the demo play. Each turn is traced as it happens."),
        new(Icons.Material.Outlined.Inbox, "Read", "Every conversation in one inbox, with the work behind each answer."),
        new(Icons.Material.Outlined.FactCheck, "Judge", "One click has a conversation judged, with an explanation and the quotes it rests on."),
    ];

    private readonly CancellationTokenSource _disposal = new();

    private string Setup => model.IsEmbedded && phoenix.Mode == PhoenixMode.Embedded
        ? "Right now everything runs on this machine: the embedded Phoenix and an embedded rule-based model, no key needed."
        : $"{(phoenix.Health.IsConnected ? "Connected" : "Set up to connect")} to {(phoenix.Mode == PhoenixMode.Embedded ? "the embedded Phoenix" : phoenix.Endpoint.Authority)} and {model.DisplayName}.";

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The welcome stays reachable: the mark in the navigation asks for it by name.
        if (!firstRender || navigation.ToAbsoluteUri(navigation.Uri).Query.Contains("welcome", StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            var page = await queries.PageAsync(new SessionQuery(phoenix.Project, SessionFilter.None, Limit: 1), _disposal.Token);
            if (page.Total > 0)
            {
                navigation.NavigateTo("/sessions", replace: true);
            }
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
    }

    private void PlayDemo() => navigation.NavigateTo("/chat?play=demo");

    private sealed record Step(string Icon, string Title, string Text);
}
