using System.Text.Json.Nodes;
using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Review;

/// <summary>A person's own verdicts and notes on sessions, kept in Phoenix beside the judges'.</summary>
public sealed class HumanReview
{
    private const string NoteName = "note";

    private readonly IPhoenixClient _phoenix;
    private readonly SessionAnnotationReader _annotations;
    private readonly SessionQueries _sessions;
    private readonly EvaluatorBook _book;
    private readonly ReviewWriter _writer;
    private readonly PhoenixConnection _connection;

    internal HumanReview(IPhoenixClient phoenix, PhoenixConnection connection, SessionAnnotationReader annotations, SessionQueries sessions, EvaluatorBook book, ReviewWriter writer)
    {
        _phoenix = phoenix;
        _connection = connection;
        _annotations = annotations;
        _sessions = sessions;
        _book = book;
        _writer = writer;
    }

    /// <summary>Sets the person's verdict, replaces it, or takes it back.</summary>
    /// <param name="project">The Phoenix project of the session.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="evaluator">A name from the <see cref="EvaluatorBook"/>.</param>
    /// <param name="label">One of the evaluator's labels; null takes the verdict back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The evaluator or its label is unknown.</exception>
    /// <exception cref="PhoenixException">Phoenix did not take it; the message is a sentence for the screen.</exception>
    public async Task SetVerdictAsync(string project, string sessionId, string evaluator, string? label, CancellationToken cancellationToken)
    {
        var definition = _book.Find(evaluator) ?? throw new ArgumentException($"There is no evaluator named {evaluator}.", nameof(evaluator));
        var choice = label is null ? null : definition.Find(label) ?? throw new ArgumentException($"{evaluator} has no label {label}.", nameof(label));
        var seen = await _sessions.FindAsync(project, sessionId, cancellationToken);
        var annotation = new WriteSessionAnnotation
        {
            SessionId = sessionId,
            Name = definition.Name,
            AnnotatorKind = AnnotatorKinds.Human,
            Result = choice is null ? null : new AnnotationResult(choice.Label, choice.Score),
            Metadata = new JsonObject { ["evaluator"] = definition.Name, ["evaluator_version"] = definition.Version, ["turn_count"] = seen?.Turns },
            Identifier = Reviewer.Identifier,
        };
        await _writer.WriteAsync(project, sessionId, () => _phoenix.WriteSessionAnnotationsAsync(new([annotation]), cancellationToken), cancellationToken);
    }

    /// <summary>Adds a note.</summary>
    /// <exception cref="ArgumentException">The text breaks <see cref="NoteRules"/>; the message is a sentence for the screen.</exception>
    /// <exception cref="PhoenixException">Phoenix did not take it; the message is a sentence for the screen.</exception>
    public async Task AddNoteAsync(string project, string sessionId, string text, CancellationToken cancellationToken)
    {
        if (NoteRules.Check(text) is { } problem)
        {
            throw new ArgumentException(problem);
        }

        var note = new WriteSessionNote(sessionId, text.Trim(), Reviewer.NewNote());
        await _writer.WriteAsync(project, sessionId, () => WriteNoteAsync(note, cancellationToken), cancellationToken);
    }

    /// <summary>The session's notes, of all tools and people, oldest first.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<IReadOnlyList<SessionNote>> NotesAsync(string project, string sessionId, CancellationToken cancellationToken)
    {
        var annotations = await _annotations.ReadAsync(project, [sessionId], cancellationToken);
        return
        [
            .. annotations
                .Where(static annotation => annotation.Name == NoteName && !string.IsNullOrWhiteSpace(annotation.Result?.Explanation))
                .OrderBy(static annotation => annotation.CreatedAt)
                .Select(static annotation => new SessionNote(
                    annotation.Id, annotation.Result!.Explanation!, Reviewer.NameIn(annotation.Identifier), annotation.CreatedAt)),
        ];
    }

    // A server older than 14.17 has no notes: there an annotation of another name stands for one, which the application reads as a note.
    private Task WriteNoteAsync(WriteSessionNote note, CancellationToken cancellationToken) => _connection.Capabilities.HasSessionNotes
        ? _phoenix.WriteSessionNoteAsync(new(note), cancellationToken)
        : _phoenix.WriteSessionAnnotationsAsync(
            new([new WriteSessionAnnotation
            {
                SessionId = note.SessionId,
                Name = PhoenixCapabilities.OlderNote,
                AnnotatorKind = AnnotatorKinds.Human,
                Result = new AnnotationResult(Explanation: note.Note),
                Identifier = note.Identifier ?? "",
            }]),
            cancellationToken);
}
