using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Review;

namespace SupportDashboard.Components.Sessions;

/// <summary>What a person says of the session, beside the judge's verdict and never over it; a second click takes it back.</summary>
public sealed partial class HumanVerdictCard(HumanReview review, EvaluatorBook book) : IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private bool _saving;
    private string? _error;

    [Parameter, EditorRequired]
    public required SessionModel Model { get; set; }

    [Parameter, EditorRequired]
    public required string Project { get; set; }

    [Parameter, EditorRequired]
    public required string SessionId { get; set; }

    /// <summary>Raised after a verdict was stored.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    private async Task SetAsync(string evaluator, string? label)
    {
        if (_saving)
        {
            return;
        }

        _saving = true;
        try
        {
            await review.SetVerdictAsync(Project, SessionId, evaluator, label, _disposal.Token);
            _error = null;
            await OnChanged.InvokeAsync();
        }
        catch (PhoenixException failure)
        {
            _error = $"Your verdict was not stored: {failure.Message}";
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The card has left the screen.
        }
        finally
        {
            _saving = false;
        }
    }
}
