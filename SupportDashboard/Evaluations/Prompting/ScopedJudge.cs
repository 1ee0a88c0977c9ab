using System.Globalization;
using System.Text;
using SupportDashboard.Evaluations.Checks;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Judges a conversation as the evaluator's scope says: as a whole, or turn by turn or step by step, one call after the other, and then with one verdict that
/// sums them up: the worst decides. When a call fails there is no verdict at all: what is missing might be the worst.
/// </summary>
internal static class ScopedJudge
{
    private const int MostReported = 5;
    private const int MostQuotes = 20;
    private const int LongestExplanation = 4000;

    /// <summary>The verdict on the conversation.</summary>
    /// <param name="evaluator">What is asked.</param>
    /// <param name="transcript">About what.</param>
    /// <param name="ask">Asks the judge about one part; null is the whole.</param>
    public static async Task<Verdict> JudgeAsync(Evaluator evaluator, Transcript transcript, Func<JudgedPiece?, Task<Verdict>> ask)
    {
        if (evaluator.Scope == EvaluatorScope.Session)
        {
            return await ask(null);
        }

        var (pieces, all) = JudgedPiece.Of(evaluator, transcript);
        var judged = new List<(JudgedPiece Piece, JudgedVerdict Verdict)>();
        foreach (var piece in pieces)
        {
            var verdict = await ask(piece);
            if (verdict is not JudgedVerdict found)
            {
                return Sum(verdict, [.. judged.Select(static one => one.Verdict), verdict]);
            }

            judged.Add((piece, found));
        }

        return judged.Count == 0 ? Nothing(evaluator, transcript) : Sum(RollUp(evaluator, judged, all), [.. judged.Select(static one => one.Verdict)]);
    }

    private static JudgedVerdict RollUp(Evaluator evaluator, List<(JudgedPiece Piece, JudgedVerdict Verdict)> judged, int all)
    {
        var choice = judged.Select(static one => one.Verdict.Choice).OrderBy(static choice => Rank(choice)).ThenBy(choice => Badness(evaluator, choice)).First();
        var deciding = judged.Where(one => one.Verdict.Choice == choice).ToList();
        var cuts = judged.Select(static one => one.Verdict.Cut).Append(all > judged.Count ? $"Only the newest {judged.Count} of {all} {evaluator.PieceName}s were judged." : null);
        return judged[0].Verdict with
        {
            Choice = choice,
            Explanation = judged.Count == 1 ? judged[0].Verdict.Explanation : Explain(evaluator, choice, judged.Count, deciding),
            Evidence = [.. deciding.SelectMany(static one => one.Verdict.Evidence).Distinct().Take(MostQuotes)],
            Manipulation = [.. judged.SelectMany(static one => one.Verdict.Manipulation).Distinct().Take(MostQuotes)],
            Cut = string.Join(' ', cuts.OfType<string>().Distinct(StringComparer.Ordinal)) is { Length: > 0 } cut ? cut : null,
            Spans = [.. judged.Where(static one => one.Piece.SpanId is not null).Select(static one => new SpanFinding(one.Piece.SpanId!, one.Verdict.Label, one.Verdict.Explanation))],
        };
    }

    private static string Explain(Evaluator evaluator, EvaluatorChoice choice, int count, List<(JudgedPiece Piece, JudgedVerdict Verdict)> deciding)
    {
        var text = new StringBuilder(deciding.Count == count
            ? $"All {count} {evaluator.PieceName}s: {choice.Title}."
            : string.Create(CultureInfo.InvariantCulture, $"{deciding.Count} of {count} {evaluator.PieceName}s: {choice.Title}."));
        foreach (var (piece, verdict) in deciding.Take(MostReported))
        {
            text.Append(CultureInfo.InvariantCulture, $" Turn {piece.Turn.Number}: {verdict.Explanation}");
        }

        return text.Length <= LongestExplanation ? text.ToString() : text.ToString(0, LongestExplanation - 1) + "…";
    }

    private static int Rank(EvaluatorChoice choice) => choice switch { { Score: null } => 3, { IsGood: false } => 0, { IsGood: null } => 1, _ => 2 };

    // Where the good labels have the lower scores, the highest is the worst.
    private static double Badness(Evaluator evaluator, EvaluatorChoice choice)
    {
        var good = evaluator.Choices.Where(static one => one is { IsGood: true, Score: not null }).Select(static one => one.Score!.Value).DefaultIfEmpty(1).Average();
        var bad = evaluator.Choices.Where(static one => one is { IsGood: false, Score: not null }).Select(static one => one.Score!.Value).DefaultIfEmpty(0).Average();
        return good >= bad ? choice.Score ?? 0 : -(choice.Score ?? 0);
    }

    private static Verdict Nothing(Evaluator evaluator, Transcript transcript)
    {
        var reason = $"The conversation has no {evaluator.PieceName}.";
        return evaluator.Find(Evaluator.UnknownLabel) is not { } unknown
            ? new NotJudged(evaluator, NotJudgedReason.NothingToJudge, reason)
            : new JudgedVerdict(evaluator, unknown, reason, [])
            {
                Model = CodeJudge.ModelName,
                AnnotatorKind = AnnotatorKinds.Code,
                TurnsSeen = transcript.TotalTurns,
                InputHash = JudgeInput.HashOf(transcript, showsWork: true),
            };
    }

    private static Verdict Sum(Verdict verdict, IReadOnlyList<Verdict> parts) => verdict with
    {
        PromptTokens = parts.Sum(static part => part.PromptTokens),
        CompletionTokens = parts.Sum(static part => part.CompletionTokens),
        CachedTokens = parts.Sum(static part => part.CachedTokens),
        Duration = parts.Aggregate(TimeSpan.Zero, static (sum, part) => sum + part.Duration),
    };
}
