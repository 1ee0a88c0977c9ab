using Microsoft.AspNetCore.Components;
using SupportDashboard.Phoenix;
using SupportDashboard.Review;

namespace SupportDashboard.Components.Chat;

/// <summary>The customer's thumb for one answer; a second click takes it back.</summary>
public sealed partial class FeedbackButtons(TurnFeedback feedback, PhoenixConnection phoenix) : IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private bool _saving;
    private string? _error;

    [Parameter, EditorRequired]
    public required LiveTurn Turn { get; set; }

    [Parameter, EditorRequired]
    public required string SessionId { get; set; }

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    private async Task GiveAsync(bool up)
    {
        if (_saving || Turn.RootSpanId is not { } rootSpanId)
        {
            return;
        }

        _saving = true;
        var wanted = Turn.ThumbsUp == up ? (bool?)null : up;
        try
        {
            await feedback.SetAsync(phoenix.Project, SessionId, rootSpanId, wanted, Turn.Classification?.Category, _disposal.Token);
            (Turn.ThumbsUp, _error) = (wanted, null);
        }
        catch (PhoenixException failure)
        {
            _error = $"Not stored: {failure.Message}";
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
        finally
        {
            _saving = false;
        }
    }
}
