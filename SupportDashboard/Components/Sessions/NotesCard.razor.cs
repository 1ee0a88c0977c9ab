using Microsoft.AspNetCore.Components;
using SupportDashboard.Phoenix;
using SupportDashboard.Review;

namespace SupportDashboard.Components.Sessions;

/// <summary>The notes that people left on the session, and a box for one more.</summary>
public sealed partial class NotesCard(HumanReview review) : IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private string _text = "";
    private string? _error;
    private bool _saving;

    [Parameter, EditorRequired]
    public required IReadOnlyList<SessionNote> Notes { get; set; }

    [Parameter, EditorRequired]
    public required string Project { get; set; }

    [Parameter, EditorRequired]
    public required string SessionId { get; set; }

    /// <summary>Raised after a note was stored.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    // The box takes no more than that: a longer text would not fit the circuit's messages.
    private static string Placeholder => $"Add a note, at most {NoteRules.MaxLength:N0} characters";

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    private async Task AddAsync()
    {
        _error = NoteRules.Check(_text);
        if (_saving || _error is not null)
        {
            return;
        }

        _saving = true;
        try
        {
            await review.AddNoteAsync(Project, SessionId, _text, _disposal.Token);
            _text = "";
            await OnChanged.InvokeAsync();
        }
        catch (PhoenixException failure)
        {
            _error = $"The note was not stored and is still in the box: {failure.Message}";
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
