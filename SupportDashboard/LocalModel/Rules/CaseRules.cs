using System.Globalization;
using SupportDashboard.Evaluations.Checks;

namespace SupportDashboard.LocalModel;

/// <summary>
/// Judges whether a customer who wanted something done got it, where the prompt shows the tool calls, by <see cref="ResolutionOdds"/>. It is <c>unknown</c>
/// where a change succeeded and only the experience with such conversations is against it.
/// </summary>
internal static class CaseRules
{
    /// <summary>Null when the customer asked for nothing to be done; then what was said decides (<see cref="ResolutionRules"/>).</summary>
    public static RuleVerdict? Judge(IReadOnlyList<JudgedTurn> turns)
    {
        if (ResolutionOdds.Wish(turns) is not { } wish || CoherenceRules.Unreadable(turns) is not null)
        {
            return null;
        }

        var read = Read(turns);
        var signs = ResolutionSigns.Of(read);
        var odds = ResolutionOdds.Of(signs);
        var label = odds >= ResolutionOdds.Threshold ? ResolutionRules.Resolved
            : signs.Changes > 0 && odds >= ResolutionOdds.Doubtful ? RuleVerdict.Unknown
            : ResolutionRules.Unresolved;
        var asked = new RuleQuote(wish.Number, ResolutionOdds.WishSentence(wish)!);
        var explanation = $"In turn {wish.Number} the customer asked for something to be done (“{asked.Text}”). {Work(signs)} By the embedded model's rule of thumb such conversations are resolved in about {Math.Round(odds * 100).ToString(CultureInfo.InvariantCulture)} of 100 cases.";
        return new(label, explanation, [asked, .. Deciding(read, turns)]) { Odds = odds };
    }

    /// <summary>The odds by the work alone, also of a conversation that is judged by what was said.</summary>
    public static double OddsOf(IReadOnlyList<JudgedTurn> turns) => ResolutionOdds.Of(ResolutionSigns.Of(Read(turns)));

    private static IReadOnlyList<CheckedTurn> Read(IReadOnlyList<JudgedTurn> turns) => [.. turns.Select(static turn => new CheckedTurn(turn.Number, turn.User, turn.Agent, turn.Calls))];

    private static string Work(ResolutionSigns signs)
    {
        var changes = signs.Changes switch
        {
            0 when signs.DidNothing => "The agent called no tool, so nothing was done.",
            0 => "The agent looked things up and changed nothing.",
            1 => "One change was made and succeeded; whether it was the right one, rules cannot tell.",
            var many => $"{(many == 2 ? "Two" : "Three or more")} changes were made and succeeded; with every further one, more can be wrong.",
        };
        return changes + (signs.HandedOver ? " The customer was passed on to a person." : "") + (signs.EmptyClaims ? " The agent said that something was done which no tool call did." : "");
    }

    private static IEnumerable<RuleQuote> Deciding(IReadOnlyList<CheckedTurn> read, IReadOnlyList<JudgedTurn> turns)
    {
        var (claims, unmatched) = SaidButNotDone.Match(read);
        var said = unmatched.Count > 0 ? unmatched : [.. claims.TakeLast(2)];
        var last = turns.LastOrDefault(static turn => turn.HasAnswer);
        return said.Count > 0 ? said.Take(2).Select(static claim => new RuleQuote(claim.Turn, claim.Sentence.Text))
            : last is null ? [] : [new(last.Number, last.FirstAnswerSentence)];
    }
}
