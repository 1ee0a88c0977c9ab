using System.Text.RegularExpressions;

namespace SupportDashboard.LocalModel;

/// <summary>Recognises what a sentence does: says that it cannot help, asks for something, hands over, complains.</summary>
internal static partial class Phrases
{
    /// <summary>The agent's sentence that says it cannot find, does not know, cannot do or hands over; null when it says no such thing.</summary>
    public static string? SentenceOfGivingUp(string agent) => Words.SentencesOf(agent).FirstOrDefault(static sentence => GivingUp().IsMatch(sentence));

    /// <summary>The customer's sentence that says the help did not help; null when there is none.</summary>
    public static string? SentenceOfComplaint(string user) => Words.SentencesOf(user).FirstOrDefault(static sentence => Complaint().IsMatch(sentence));

    /// <summary>The customer's sentence that says she has told it before; null when there is none.</summary>
    public static string? SentenceOfRepetition(string user) => Words.SentencesOf(user).FirstOrDefault(static sentence => ToldBefore().IsMatch(sentence));

    /// <summary>The agent's sentences that ask the customer for something.</summary>
    public static IEnumerable<string> Requests(string agent) =>
        Words.SentencesOf(agent).Where(static sentence => Asking().IsMatch(sentence) && !Checking().IsMatch(sentence));

    /// <summary>Whether these rules can read the text at all: they know English.</summary>
    public static bool LooksEnglish(string text)
    {
        var words = Words.Of(text).Take(200).ToList();
        return words.Count(static word => Lexicon.IsStopWord(word) || Lexicon.ConceptOf(word) is not null) * 4 >= words.Count && words.Count > 0;
    }

    [GeneratedRegex(
        """
        \b(?:I|we)(?:['’]m|['’]re|\s+am|\s+are|\s+was|\s+were)?\b[^.!?\n]{0,30}?\b(?:
            don['’]?t\s+(?:know|have)|do\s+not\s+(?:know|have)|didn['’]?t\s+find|did\s+not\s+find
          | can['’]?t|can\s?not|couldn['’]?t|could\s+not|not\s+able\s+to|wasn['’]?t\s+able\s+to|unable\s+to|not\s+sure )\b
        | \bunable\s+to\s+(?:find|locate|help|assist|process)\b | \bno\s+(?:record|information)\b | \bnot\s+found\b | \b(?:doesn['’]?t|does\s+not)\s+exist\b
        | \btransfer(?:red|ring)?\s+(?:you\s+)?to\s+(?:a|an|our)\b | \bcontact\s+(?:our|the)\s+(?:\w+\s+){0,2}(?:team|support)\s+for\s+that\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex GivingUp();

    [GeneratedRegex(
        """
        \b(?:didn['’]?t|doesn['’]?t|did\s+not|does\s+not)\s+(?:work|help|answer)\b | \bnot\s+what\s+I\s+(?:asked|wanted|meant)\b | \bthat['’]?s\s+(?:wrong|not\s+right|not\s+true|incorrect)\b
        | \bstill\s+(?:not|doesn['’]?t|isn['’]?t|can['’]?t)\b | \b(?:useless|unhelpful)\b | \byou\s+(?:didn['’]?t|did\s+not|haven['’]?t)\s+(?:answer|help)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Complaint();

    [GeneratedRegex(
        @"\bI(?:['’]ve)?\s+(?:already|just)\s+(?:told|said|gave|given|mentioned|provided|answered)\b|\b(?:as|like)\s+I\s+(?:\w+\s+)?(?:said|mentioned|told)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ToldBefore();

    [GeneratedRegex(
        """
        \b(?:could|can|may|would|will)\s+(?:you|I)\s+(?:(?:please|kindly|also)\s+)*(?:provide|share|tell|give|send|have|get|let)\b
        | \b(?:please|kindly)\s+(?:\w+\s+)?(?:provide|share|tell|give|send|enter|let)\b
        | \bI(?:['’]ll|\s+will)?(?:\s+also)?\s+(?:need|require)\b | \bwhat(?:['’]s|\s+is|\s+are)\s+your\b | \b(?:tell|give|send)\s+me\b | \blet\s+me\s+know\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Asking();

    [GeneratedRegex(@"\b(?:check|double-check|verify|confirm|correct)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Checking();
}
