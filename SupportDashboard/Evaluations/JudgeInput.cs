using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>What a judge is given of a session.</summary>
/// <param name="Text">The transcript, cut where it was too long.</param>
/// <param name="TurnCount">How many turns the session has.</param>
/// <param name="Hash">SHA-256 of the transcript before it was cut.</param>
/// <param name="Cut">How it was cut, as a sentence; null when it is whole.</param>
internal sealed record JudgeInput(string Text, int TurnCount, string Hash, string? Cut)
{
    private const string NotAllRead = "The session is too large to be read at once, so the judge saw its newest turns only.";

    /// <summary>Null when no turn holds a message.</summary>
    public static JudgeInput? From(Transcript transcript, int maxCharacters)
    {
        if (transcript.Turns.All(static turn => string.IsNullOrWhiteSpace(turn.UserText) && string.IsNullOrWhiteSpace(turn.AgentText)))
        {
            return null;
        }

        var (text, cut) = TranscriptCut.Fit(transcript.Turns, maxCharacters);
        var partly = transcript.TotalTurns > transcript.Turns.Count ? NotAllRead : null;
        return new(text, transcript.TotalTurns, HashOf(transcript), partly is null ? cut : string.Join(' ', new[] { partly, cut }.OfType<string>()));
    }

    /// <summary>The hash that tells whether two judgements saw the same conversation.</summary>
    public static string HashOf(Transcript transcript) => TranscriptText.Hash(TranscriptText.Of(transcript.Turns));
}
