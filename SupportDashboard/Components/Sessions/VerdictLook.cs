using MudBlazor;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The words, the icon and the tone of a verdict on screen.</summary>
internal sealed record VerdictLook(string Words, VerdictTone Tone, string Icon)
{
    /// <summary>What is shown where an evaluator has said nothing.</summary>
    public static VerdictLook NotJudged { get; } = new("Not judged", VerdictTone.Neutral, Icons.Material.Outlined.RadioButtonUnchecked);

    /// <summary>The look of a verdict, of an evaluator in the book and of anybody else's.</summary>
    public static VerdictLook Of(EvaluatorBook book, SessionVerdict verdict) => Of(book, verdict.Evaluator, verdict.Label, verdict.Score);

    /// <summary>
    /// People's words for a known label; an unknown evaluator keeps its own label, coloured by its score where it has one of 0 or 1.
    /// </summary>
    public static VerdictLook Of(EvaluatorBook book, string evaluator, string? label, double? score)
    {
        var choice = book.FindChoice(evaluator, label);
        if (choice is not null)
        {
            var tone = choice.Score is null ? VerdictTone.Neutral : choice.IsGood == true ? VerdictTone.Good : VerdictTone.Bad;
            return new(choice.Title, tone, IconOf(tone));
        }

        var ofScore = score switch { >= 0.999 => VerdictTone.Good, <= 0.001 => VerdictTone.Bad, _ => VerdictTone.Neutral };
        var words = label ?? (score is null ? "No label" : Text.Figures.Score(score));
        return new(book.Find(evaluator) is null ? $"{evaluator}: {words}" : words, ofScore, IconOf(ofScore));
    }

    private static string IconOf(VerdictTone tone) => tone switch
    {
        VerdictTone.Good => Icons.Material.Filled.Check,
        VerdictTone.Bad => Icons.Material.Filled.Close,
        VerdictTone.Warning => Icons.Material.Filled.PriorityHigh,
        _ => Icons.Material.Filled.QuestionMark,
    };
}
