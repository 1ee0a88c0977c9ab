using System.Text.RegularExpressions;
using OpenAI.Chat;
using SupportDashboard.Bench.Reporting;
using SupportDashboard.Evaluations;
using SupportDashboard.LocalModel;
using static System.FormattableString;

namespace SupportDashboard.Bench.Judges;

/// <summary>The embedded model's <c>resolution_status</c> on the airline conversations, as it reads them out of the judge's prompt, beside rules of thumb. "Unknown" counts as not called resolved.</summary>
internal static partial class ResolutionQuality
{
    private const int LongestTranscript = 200_000;

    public static IReadOnlyList<Figure> Figures(IReadOnlyList<AirlineConversation> all)
    {
        var (tuning, test) = (all.Where(static one => one.IsForTuning).ToList(), all.Where(static one => !one.IsForTuning).ToList());
        var half = tuning.Select(static one => one.Turns.Count).Order().ElementAt(tuning.Count / 2);
        var majority = tuning.Count(static one => one.Resolved) * 2 > tuning.Count;
        return
        [
            Row("the embedded model", test, static one => Judge(one)),
            Row("majority", test, one => new(one.Task, one.Resolved, 0, majority)),
            Row("shorter is resolved", test, one => new(one.Task, one.Resolved, -one.Turns.Count, one.Turns.Count <= half)),
            Row("the customer says thanks", test, static one => Thanks(one)),
            new("judges: the embedded model on the half it was tuned on, for comparison", Both([.. tuning.Select(static one => Judge(one))]), "-"),
            new("judges: \"shorter is resolved\" and \"thanks\" on both halves, AUROC", Invariant($"{Ranking.Auroc([.. all.Select(static one => new Judgement(one.Task, one.Resolved, -one.Turns.Count, false))]):0.00}, {Ranking.Auroc([.. all.Select(Thanks)]):0.00}"), "-"),
            Weights(tuning),
        ];
    }

    private static Figure Row(string judge, List<AirlineConversation> test, Func<AirlineConversation, Judgement> judgement) => new(
        Invariant($"judges: resolution_status by {judge}, {test.Count} conversations of {test.Select(static one => one.Task).Distinct().Count()} tasks it was not tuned on"), Both([.. test.Select(judgement)]), "-");

    private static string Both(IReadOnlyList<Judgement> judged) =>
        $"AUROC {Ranking.Interval(judged, Ranking.Auroc)}, balanced accuracy {Ranking.Interval(judged, Ranking.BalancedAccuracy)}";

    private static Judgement Judge(AirlineConversation conversation)
    {
        var (turns, showsWork) = Read(conversation);
        var verdict = ResolutionRules.Judge(turns, showsWork);
        var score = verdict.Odds ?? verdict.Label switch { ResolutionRules.Resolved => 1, ResolutionRules.Unresolved => 0, _ => 0.5 };
        return new(conversation.Task, conversation.Resolved, score, verdict.Label == ResolutionRules.Resolved);
    }

    private static (IReadOnlyList<JudgedTurn> Turns, bool ShowsWork) Read(AirlineConversation conversation)
    {
        var input = JudgeInput.From(conversation.Transcript, LongestTranscript, showsWork: true)!;
        var prompt = JudgePrompt.Messages(EvaluatorCatalog.ResolutionStatus, input).OfType<UserChatMessage>().Last().Content[0].Text;
        return (JudgedTranscript.Parse(prompt), JudgedTranscript.ShowsWork(prompt));
    }

    private static Judgement Thanks(AirlineConversation conversation)
    {
        var thanks = conversation.Turns is [.., var last] && Thank().IsMatch(last.Customer);
        return new(conversation.Task, conversation.Resolved, thanks ? 1 : 0, thanks);
    }

    private static Figure Weights(List<AirlineConversation> tuning)
    {
        var (intercept, weights) = LogisticFit.Fit([.. tuning.Where(static one => ResolutionOdds.Wish(Read(one).Turns) is not null).Select(static one => (ResolutionSigns.Of(one.Turns).Values, one.Resolved))]);
        return new(
            "judges: weights fitted anew on that half (intercept; changes, nothing done, handed over, empty claims), against those in the code",
            $"{Text(intercept, weights)} against {Text(ResolutionOdds.Intercept, ResolutionOdds.Weights)}",
            "-");
    }

    private static string Text(double intercept, IReadOnlyList<double> weights) => Invariant($"{intercept:0.00}; {string.Join(", ", weights.Select(static weight => Invariant($"{weight:0.00}")))}");

    [GeneratedRegex(@"\bthank|\bthx\b|\bappreciate", RegexOptions.IgnoreCase)]
    private static partial Regex Thank();
}
