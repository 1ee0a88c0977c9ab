using System.Text.RegularExpressions;
using SupportDashboard.Evaluations.Checks;

namespace SupportDashboard.LocalModel;

/// <summary>
/// How likely it is that a customer who wanted something done got it, from four signs of the work behind the answers: a logistic rule. The weights of the first
/// three are fitted by <c>bench judges</c> (ridge 1, no scaling) on the half of the airline conversations whose task number is a multiple of four, and checked on
/// the other half; the bench prints a new fit beside them. What they say: every further change was a further chance to do something wrong; an agent that never
/// called a tool did nothing; one that passed the customer on had mostly found out that it must not do what was asked, which those data count as right. The
/// weight of empty claims is set by hand, because that half holds none: what was only said has not happened.
/// </summary>
internal static partial class ResolutionOdds
{
    /// <summary>From here on a conversation counts as resolved.</summary>
    public const double Threshold = 0.5;

    /// <summary>Below it one counts as unresolved even where something was changed with success; between the two only its kind is against it.</summary>
    public const double Doubtful = 0.3;

    public const double Intercept = 1.25;

    public static readonly IReadOnlyList<double> Weights = [-1.8, -1.85, 0.85, -3.0];

    /// <summary>From 0, surely not, to 1, surely resolved.</summary>
    public static double Of(ResolutionSigns signs) =>
        1 / (1 + Math.Exp(-(Intercept + signs.Values.Zip(Weights, static (value, weight) => value * weight).Sum())));

    /// <summary>The turn in which the customer first asks for something to be done, rather than how it is done; null when there is none.</summary>
    public static JudgedTurn? Wish(IReadOnlyList<JudgedTurn> turns) => turns.FirstOrDefault(static turn => WishSentence(turn) is not null);

    /// <summary>The sentence that asks for it.</summary>
    public static string? WishSentence(JudgedTurn turn) =>
        AgentSentence.In(turn.User).Select(static sentence => sentence.Text).FirstOrDefault(static sentence => Doing().IsMatch(sentence) && !Knowing().IsMatch(sentence));

    [GeneratedRegex(
        """
        \b(?:cancel(?:l?ing)?|chang(?:e|es|ing)|book(?:ing)?|rebook|refund(?:ed)?|upgrad(?:e|ing)|downgrad(?:e|ing)|add(?:ing)?|remov(?:e|ing)|updat(?:e|ing)|modif(?:y|ying|ications?)|return(?:ing)?|exchang(?:e|ing)
          |replac(?:e|ing|ement)|reschedul(?:e|ing)|switch|delet(?:e|ing)|clos(?:e|ing)|transfer|compensat(?:e|ion)|reserve|purchase|buy|order\s+(?:a|an|some|two|three)|correct(?:ing)?|fix)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Doing();

    [GeneratedRegex(@"\b(?:how\s+(?:do|can|could|would|should|to|long|much|many)|what(?:'s|’s|\s+is|\s+are|\s+about)|when|where|why|status|policy|policies)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Knowing();
}
