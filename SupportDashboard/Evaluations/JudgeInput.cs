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
    private static readonly int[] WorkLengths = [TranscriptDigest.LongestWork, 1000, 200];

    private const string PartsShortened = "Long parts are shortened.";
    private const string NotAllRead = "The session is too large to be read at once, so the judge saw its newest turns only.";

    /// <summary>What the prompt asks for, each between marks of its own; the transcript last.</summary>
    public IReadOnlyList<PromptPart> Parts { get; private init; } = [new(PromptVariables.Transcript, Text)];

    /// <summary>The names of the parts that hold something.</summary>
    public IReadOnlySet<string> Filled { get; private init; } = new HashSet<string> { PromptVariables.Transcript };

    /// <summary>The part of the conversation that is judged; null for all of it.</summary>
    public JudgedPiece? Piece { get; private init; }

    /// <summary>What an evaluator's judge is given of a session, or of a part of it. Null when no turn holds a message.</summary>
    public static JudgeInput? From(Evaluator evaluator, Transcript transcript, JudgedPiece? piece, int maxCharacters, bool showsWork)
    {
        var (parts, filled, isCut) = PromptParts.Of(evaluator, transcript, piece, maxCharacters, showsWork);
        var room = Math.Max(maxCharacters / 4, maxCharacters - parts.Sum(static part => part.Text.Length));
        if (From(transcript, parts.Count == 0 ? maxCharacters : room, showsWork) is not { } whole)
        {
            return null;
        }

        var hasTranscript = PromptParts.VariablesOf(evaluator).Any(variable => PromptParts.PartOf(evaluator, variable) == PromptVariables.Transcript);
        if (hasTranscript)
        {
            parts.Add(new(PromptVariables.Transcript, whole.Text));
            filled.Add(PromptVariables.Transcript);
        }

        var cut = string.Join(' ', new[] { hasTranscript ? whole.Cut : null, isCut ? PartsShortened : null }.OfType<string>());
        return whole with { Parts = parts, Filled = filled, Piece = piece, Cut = cut.Length == 0 ? null : cut, Hash = HashOf(transcript, showsWork || ReadsWork(evaluator)), ShowsWork = whole.ShowsWork && hasTranscript };
    }

    /// <summary>Whether the evaluator's verdict depends on the work behind the answers, not only on what was said.</summary>
    public static bool ReadsWork(Evaluator evaluator) =>
        evaluator.SeesWork || evaluator.Scope != EvaluatorScope.Session || PromptTemplate.NamesIn(evaluator.PromptTemplate).Any(static name => PromptVariables.Find(name)?.IsWork == true);

    /// <summary>Null when no turn holds a message.</summary>
    public static JudgeInput? From(Transcript transcript, int maxCharacters, bool showsWork)
    {
        if (transcript.Turns.All(static turn => string.IsNullOrWhiteSpace(turn.UserText) && string.IsNullOrWhiteSpace(turn.AgentText)))
        {
            return null;
        }

        var worked = showsWork ? WorkLengths.Select(length => Worked(transcript, length)).FirstOrDefault(text => text.Length <= maxCharacters) : null;
        var (text, cut) = worked is null ? Said(transcript, maxCharacters) : (worked, null);
        var notes = new[] { transcript.TotalTurns > transcript.Turns.Count ? NotAllRead : null, cut, showsWork && worked is null ? WorkLeftOut : null }.OfType<string>().ToList();
        return new(text, transcript.TotalTurns, HashOf(transcript, showsWork), notes.Count == 0 ? null : string.Join(' ', notes), worked is not null);
    }

    /// <summary>The hash that tells whether two judgements saw the same conversation, and the same work where they look at it.</summary>
    public static string HashOf(Transcript transcript, bool showsWork) => TranscriptDigest.Of(transcript).Hash(showsWork);

    private static string Worked(Transcript transcript, int length) =>
        length == TranscriptDigest.LongestWork ? TranscriptDigest.Of(transcript).Text(withWork: true) : TranscriptText.WithWork(transcript.Turns, length);

    private static (string Text, string? Cut) Said(Transcript transcript, int maxCharacters) =>
        TranscriptDigest.Of(transcript).Text(withWork: false) is var whole && whole.Length <= maxCharacters ? (whole, null) : TranscriptCut.Fit(transcript.Turns, maxCharacters);
}
