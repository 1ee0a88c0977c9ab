using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>What a judge is given of a session.</summary>
/// <param name="Text">The transcript, cut where it was too long.</param>
/// <param name="TurnCount">How many turns the session has.</param>
/// <param name="Hash">SHA-256 of the transcript before it was cut.</param>
/// <param name="Cut">How it was cut, as a sentence; null when it is whole.</param>
/// <param name="ShowsWork">The tool calls and documents are in it.</param>
internal sealed record JudgeInput(string Text, int TurnCount, string Hash, string? Cut, bool ShowsWork)
{
    private const string WorkLeftOut = "Tool calls and documents are left out, because the conversation is too long.";

    // The longest is what the hash is made of; arguments and results are cut before anything that was said.
    private static readonly int[] WorkLengths = [4000, 1000, 200];

    private const string NotAllRead = "The session is too large to be read at once, so the judge saw its newest turns only.";

    /// <summary>Null when no turn holds a message.</summary>
    public static JudgeInput? From(Transcript transcript, int maxCharacters, bool showsWork)
    {
        if (transcript.Turns.All(static turn => string.IsNullOrWhiteSpace(turn.UserText) && string.IsNullOrWhiteSpace(turn.AgentText)))
        {
            return null;
        }

        var worked = showsWork ? WorkLengths.Select(length => TranscriptText.WithWork(transcript.Turns, length)).FirstOrDefault(text => text.Length <= maxCharacters) : null;
        var (text, cut) = worked is null ? TranscriptCut.Fit(transcript.Turns, maxCharacters) : (worked, null);
        var notes = new[] { transcript.TotalTurns > transcript.Turns.Count ? NotAllRead : null, cut, showsWork && worked is null ? WorkLeftOut : null }.OfType<string>().ToList();
        return new(text, transcript.TotalTurns, HashOf(transcript, showsWork), notes.Count == 0 ? null : string.Join(' ', notes), worked is not null);
    }

    /// <summary>The hash that tells whether two judgements saw the same conversation, and the same work where they look at it.</summary>
    public static string HashOf(Transcript transcript, bool showsWork) =>
        TranscriptText.Hash(showsWork ? TranscriptText.WithWork(transcript.Turns, WorkLengths[0]) : TranscriptText.Of(transcript.Turns));
}
