using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Evaluations;

/// <summary>Exactly what the judge would be sent about a conversation.</summary>
public sealed partial class PreviewPane(EvaluatorTrials trials) : IDisposable
{
    private const double CharactersPerToken = 4;

    private readonly CancellationTokenSource _disposal = new();
    private string? _sessionId;
    private PromptPreview? _preview;
    private (Evaluator? Evaluator, string? SessionId) _shown;

    /// <summary>Null while the draft is not complete.</summary>
    [Parameter, EditorRequired]
    public Evaluator? Evaluator { get; set; }

    [Parameter, EditorRequired]
    public required string Project { get; set; }

    /// <summary>The conversations to choose from.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<SessionRow> Rows { get; set; }

    /// <summary>The conversation to begin with; any of the project.</summary>
    [Parameter]
    public string? SessionId { get; set; }

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _sessionId ??= SessionId ?? (Rows is [var newest, ..] ? newest.SessionId : null);
        if (RendererInfo.IsInteractive && _shown != (Evaluator, _sessionId))
        {
            await LoadAsync();
        }
    }

    private string Facts(PromptPreview preview)
    {
        var tokens = (long)((preview.Instructions.Length + preview.Data.Length) / CharactersPerToken);
        return $"About {Figures.Short(tokens)} tokens to {trials.ModelOf(Evaluator!)}{(preview.Calls > 1 ? $", the first of {preview.Calls} calls" : "")}.";
    }

    private Task ChooseAsync(ChangeEventArgs change)
    {
        _sessionId = change.Value as string;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var asked = _shown = (Evaluator, _sessionId);
        _preview = null;
        if (Evaluator is null || _sessionId is null)
        {
            return;
        }

        try
        {
            var preview = await trials.PreviewAsync(Evaluator, Project, _sessionId, _disposal.Token);
            _preview = asked == _shown ? preview : _preview;
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The pane has left the screen.
        }
    }
}
