using System.Runtime.CompilerServices;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// What every judge of a conversation needs of it, made once however many of them look at it: the text that is hashed, with and without the work behind the
/// answers, and what looks as if it was written for a judge.
/// </summary>
internal sealed class TranscriptDigest
{
    /// <summary>How much of an argument, a result or a document the hashed text holds.</summary>
    public const int LongestWork = 4000;

    private static readonly ConditionalWeakTable<Transcript, TranscriptDigest> Known = [];

    private readonly (Lazy<string> Text, Lazy<string> Hash, Lazy<IReadOnlyList<JudgeQuote>> Suspicious) _said;
    private readonly (Lazy<string> Text, Lazy<string> Hash, Lazy<IReadOnlyList<JudgeQuote>> Suspicious) _worked;

    private TranscriptDigest(Transcript transcript)
    {
        var said = new Lazy<string>(() => TranscriptText.Of(transcript.Turns));
        var worked = new Lazy<string>(() => TranscriptText.WithWork(transcript.Turns, LongestWork));
        _said = (said, new(() => TranscriptText.Hash(said.Value)), new(() => ManipulationCheck.Find(transcript.Turns, withWork: false)));
        _worked = (worked, new(() => TranscriptText.Hash(worked.Value)), new(() => ManipulationCheck.Find(transcript.Turns, withWork: true)));
    }

    public static TranscriptDigest Of(Transcript transcript) => Known.GetValue(transcript, static key => new(key));

    /// <summary>The whole transcript.</summary>
    public string Text(bool withWork) => (withWork ? _worked : _said).Text.Value;

    /// <summary>Its SHA-256.</summary>
    public string Hash(bool withWork) => (withWork ? _worked : _said).Hash.Value;

    /// <summary>The lines that look as if they were written for a judge.</summary>
    public IReadOnlyList<JudgeQuote> Suspicious(bool withWork) => (withWork ? _worked : _said).Suspicious.Value;
}
