using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>Answers the evaluators of kind <see cref="EvaluatorKind.Code"/>: no model, no tokens, the same verdict every time.</summary>
internal static class CodeJudge
{
    /// <summary>What stands in a verdict where a model would.</summary>
    public const string ModelName = "code";

    private const int LongestExplanation = 4000;
    private const int LongestQuote = 1000;

    public static Verdict Judge(Evaluator evaluator, Transcript transcript, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        if (CheckOf(evaluator.Name) is not { } check)
        {
            return new NotJudged(evaluator, NotJudgedReason.EvaluatorMissing, $"There is no code named {evaluator.Name} any more.");
        }

        var finding = check(CheckedConversation.From(transcript));
        return new JudgedVerdict(evaluator, evaluator.Find(finding.Label)!, Bounded(finding.Explanation, LongestExplanation), EvidenceCheck.Check(Bounded(finding.Evidence), transcript.Turns))
        {
            Model = ModelName,
            AnnotatorKind = AnnotatorKinds.Code,
            TurnsSeen = transcript.TotalTurns,
            InputHash = JudgeInput.HashOf(transcript, showsWork: true),
            Spans = finding.Spans,
            Duration = clock.GetElapsedTime(started),
        };
    }

    private static Func<IReadOnlyList<CheckedTurn>, CheckFinding>? CheckOf(string name) => name switch
    {
        "said_but_not_done" => SaidButNotDone.Check,
        "context_loss" => ContextLoss.Check,
        "tool_result" => ToolResultCheck.Check,
        _ => null,
    };

    private static IReadOnlyList<JudgeQuote> Bounded(IReadOnlyList<JudgeQuote> quotes) => [.. quotes.Select(static quote => quote with { Quote = Bounded(quote.Quote, LongestQuote) })];

    private static string Bounded(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
