using System.Text.RegularExpressions;

namespace SupportDashboard.LocalModel;

/// <summary>
/// Judges whether the customer became frustrated with the help: she complains of it, points out having said something before, insults, threatens, shouts, or
/// demands a human. It has passed (<c>resolved</c>) when a later message says that it helped and shows no new frustration; otherwise it is <c>unresolved</c>.
/// <c>none</c> without such a message, <c>unknown</c> when nothing was said or the text is not English.
/// </summary>
internal static partial class FrustrationRules
{
    private const string None = "none";
    private const string Resolved = "resolved";
    private const string Unresolved = "unresolved";
    private const int FewestShouted = 12;

    public static RuleVerdict Judge(IReadOnlyList<JudgedTurn> turns)
    {
        if (CoherenceRules.Unreadable(turns) is { } unknown)
        {
            return unknown;
        }

        var found = turns.Select(static turn => (Turn: turn, Sentence: SentenceOf(turn.User))).Where(static one => one.Sentence is not null).ToList();
        if (found.Count == 0)
        {
            return new(None, "No message of the customer shows frustration with the help.", []);
        }

        var (last, sentence) = found[^1];
        var first = new RuleQuote(found[0].Turn.Number, found[0].Sentence!);
        var calm = turns.FirstOrDefault(turn => turn.Number > last.Number && Words.SentencesOf(turn.User).Any(static said => Helped().IsMatch(said)));
        return calm is null
            ? new(Unresolved, $"In turn {last.Number} the customer shows frustration with the help, and no later message shows that it passed.", [.. new[] { first, new RuleQuote(last.Number, sentence!) }.Distinct()])
            : new(Resolved, $"In turn {last.Number} the customer was frustrated with the help; in turn {calm.Number} she says that it helped.", [first, new(calm.Number, Words.SentencesOf(calm.User).First(static said => Helped().IsMatch(said)))]);
    }

    private static string? SentenceOf(string user) =>
        Phrases.SentenceOfRepetition(user) ?? Words.SentencesOf(user).FirstOrDefault(static sentence => Frustrated().IsMatch(sentence) || Shouts(sentence)) ?? Phrases.SentenceOfComplaint(user);

    private static bool Shouts(string sentence) => sentence.Contains("!!", StringComparison.Ordinal) && !Helped().IsMatch(sentence) || (sentence.Count(char.IsLetter) >= FewestShouted && sentence.Contains(' ', StringComparison.Ordinal) && !sentence.Any(char.IsLower));

    [GeneratedRegex(
        """
        \b(?:ridiculous|unacceptable|absurd|outrageous|terrible|horrible|awful|useless|pathetic|incompetent|stupid|joke|nonsense|infuriating|scam|worst)\b
        | \b(?:frustrat(?:ed|ing)|annoy(?:ed|ing)|angry|furious|fed\s+up|sick\s+of|tired\s+of|disappointed|upset)\b | \bwast(?:e|ed|ing)\s+(?:of\s+)?(?:my\s+)?time\b
        | \bhow\s+many\s+times\b | \b(?:you(?:['’]re|\s+are)\s+not|not)\s+(?:even\s+)?(?:listening|helping|helpful)\b | \bforget\s+it\b | \bI\s+give\s+up\b
        | \b(?:speak|talk)\s+(?:to|with)\s+(?:a|your)\s+(?:manager|supervisor|real\s+person|real\s+human)\b | \b(?:sue|lawyer|chargeback|never\s+(?:buy|order|fly|use)\w*\b[^.]{0,30}\bagain)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Frustrated();

    [GeneratedRegex(
        @"\b(?:that (?:helps|helped|works|worked|solves|solved)|works now|solved now|perfect|great|excellent|wonderful|awesome|much better|appreciate|thank(?:s| you) (?:so|very) much|thanks for (?:fixing|sorting|solving|your help)|all good now|glad)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Helped();
}
