using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations.JudgeTraces;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Components.Sessions;

/// <summary>Chooses which of Phoenix's projects is shown; its place is kept until they are known, and it goes where there is only one.</summary>
public sealed partial class ProjectPicker(PhoenixProjects projects, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private IReadOnlyList<string>? _names;

    /// <summary>The project that is shown.</summary>
    [Parameter, EditorRequired]
    public required string Project { get; set; }

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            var all = await projects.AllAsync(_disposal.Token);
            // The judges' traces hold no conversations.
            _names = [.. all.Select(p => p.Name).Where(name => name != JudgementReader.Project).Append(Project).Distinct().Order(StringComparer.OrdinalIgnoreCase)];
            StateHasChanged();
        }
        catch (PhoenixException)
        {
            // The banner says that Phoenix does not answer; without a list there is nothing to pick from.
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
    }

    private void Choose(ChangeEventArgs change) => navigation.NavigateTo(new SessionsAddress { Project = change.Value as string }.ToUri());
}
