using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>
/// Finds the completed actions that an answer claims: "I've cancelled …", "your refund has been processed", "you have been refunded", "I was able to
/// book …", "successfully updated". Offers, promises, conditions, questions, denials, reports of what the customer or somebody else did, and what was true
/// anyway ("was booked on May 2") claim nothing.
/// </summary>
internal static class ClaimReader
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const string Adverbs = @"(?:(?:now|just|already|also|successfully|then|since|both|all|finally|indeed|manually|immediately|fully|gone ahead and|gone ahead to)\s+)*";
    private const string AbleTo = "cancel|refund|reimburse|credit|book|rebook|reserve|purchase|order|schedule|change|update|modify|upgrade|downgrade|reschedule|switch|adjust|correct|extend|move|add|apply|remove|delete|send|e-?mail|issue|transfer|escalate|reset|activate|deactivate|enable|disable|unlock|file|submit|process|complete|finali[sz]e|waive|exchange|replace";

    private static readonly Regex Active = new(
        $@"\b(?:I|we)(?:'ve|\s+have)?\s+{Adverbs}(?<verb>{ActionKind.AnyParticiple})\b(?=(?<rest>[^;!?]{{0,120}}))", Options);

    private static readonly Regex Able = new(
        $@"\b(?:I|we)\s+(?:was|were|have\s+been|'ve\s+been)\s+able\s+to\s+{Adverbs}(?<base>{AbleTo})\b(?=(?<rest>[^;!?]{{0,120}}))", Options);

    private static readonly Regex Passive = new(
        $@"(?:\b(?<aux>has|have)|'(?<aux>ve|s))\s+{Adverbs}been\s+{Adverbs}(?<verb>{ActionKind.AnyParticiple})\b(?=(?<rest>[^;!?]{{0,120}}))"
        + $@"|(?:\b(?<aux>was|were|is|are)|'(?<aux>re|s))\s+{Adverbs}(?<verb>{ActionKind.AnyParticiple})\b(?=(?<rest>[^;!?]{{0,120}}))"
        + $@"|^(?<aux>successfully)\s+(?<verb>{ActionKind.AnyParticiple})\b(?=(?<rest>[^;!?]{{0,120}}))",
        Options);

    private static readonly Regex Further = new($@"(?:,\s*|\s+)(?:and|then|and\s+then|and\s+also)\s+(?:(?:has|have|was|were)\s+been\s+)?{Adverbs}(?<verb>{ActionKind.AnyParticiple})\b(?=(?<rest>[^;!?]{{0,120}}))", Options);
    private static readonly Regex Condition = new(@"\b(?:if|once|when|whenever|after|until|unless|before|as soon as|in case|whether|assuming|provided|while|upon|by the time)\b", Options);
    private static readonly Regex Reported = new(
        @"\b(?:you|customer)\b[^,.]*\b(?:said|say|mentioned|stated|told|believe|think|claim\w*|indicated|confirm\w*)\b|\b(?:see|understand|sorry|apologi[sz]e|looks|appears|seems|notice|noticed|according|check|verify|ensure|make sure|confirm (?:that|if))\b", Options);
    private static readonly Regex Denied = new(@"\b(?:not|never|no|none|nothing|neither|nor|without|cannot|unable|which|who|that|any)\b|n't\b", Options);
    private static readonly Regex Modal = new(@"\b(?:will|would|should|could|may|might|must|can|shall|to|if)\s*(?:now\s*|also\s*)?$|'(?:ll|d)\s*$", Options);
    private static readonly Regex ByOthers = new(@"^(?:\s+[\w-]+){0,4}?\s+by\s+(?!us\b|me\b|our\b|[0-9]|[A-Z][a-z]+day)", Options);
    private static readonly Regex Dated = new(@"^\s*(?:\w+\s+){0,4}(?:on|in|at|before|since|within|more than|less than|over)\s+[^,.]*[0-9]|\bago\b|\boriginally\b|\bpreviously\b", Options);
    private static readonly Regex Settled = new(@"^(?:booked|rebooked|cancell?ed|confirmed|complete|completed|successful|scheduled)$", Options);
    private static readonly Regex Emphatic = new(@"\b(?:now|successfully|already|all)\b", Options);
    private static readonly Regex AsksFirst = new(@"^(?:have|has|had|was|were|is|are|did|do|does|can|could|would|will|shall|should|what|which|when|where|who|why|how)\b", Options);

    public static IEnumerable<Claim> In(CheckedTurn turn, string saidByCustomer) =>
        AgentSentence.In(turn.Agent).SelectMany(sentence => In(sentence, saidByCustomer).Select(found => new Claim(turn.Number, found.Kind, sentence, found.About)));

    private static IEnumerable<(ActionKind Kind, string About)> In(AgentSentence sentence, string saidByCustomer)
    {
        var text = sentence.Plain;
        var claims = Active.Matches(text).Where(match => IsClaim(text, match) && !NeedsHave(match)).Select(match => Of(match, ""))
            .Concat(Able.Matches(text).Where(match => IsClaim(text, match)).Select(OfAble))
            .Concat(Passive.Matches(text).Where(match => IsClaim(text, match) && IsNews(text, match, saidByCustomer)).Select(match => Of(match, ClauseBefore(text, match.Index))))
            .ToList();
        return claims.SelectMany(static claim => AndMore(claim)).Where(static claim => claim.Kind is not null).Select(static claim => (claim.Kind!, claim.About)).DistinctBy(static claim => claim.Item1);
    }

    private static (ActionKind? Kind, string About, string Tail) Of(Match match, string subject)
    {
        var rest = match.Groups["rest"].Value;
        return (ActionKind.Of(match.Groups["verb"].Value, subject, HeadOf(rest)), subject.Length > 0 ? subject : HeadOf(rest), rest);
    }

    private static (ActionKind? Kind, string About, string Tail) OfAble(Match match)
    {
        var participle = match.Groups["base"].Value.ToLowerInvariant() switch
        {
            "send" => "sent",
            "reset" => "reset",
            "submit" => "submitted",
            "transfer" => "transferred",
            "cancel" => "cancelled",
            "modify" => "modified",
            "apply" => "applied",
            [.., 'e'] and var word => word + "d",
            var word => word + "ed",
        };
        var rest = match.Groups["rest"].Value;
        return (ActionKind.Of(participle, "", HeadOf(rest)), HeadOf(rest), rest);
    }

    /// <summary>"I've cancelled the order and refunded the payment" claims two things.</summary>
    private static IEnumerable<(ActionKind? Kind, string About)> AndMore((ActionKind? Kind, string About, string Tail) claim)
    {
        yield return (claim.Kind, claim.About);
        foreach (Match match in Further.Matches(claim.Tail))
        {
            var head = HeadOf(match.Groups["rest"].Value);
            yield return (ActionKind.Of(match.Groups["verb"].Value, "", head), head.Length > 0 ? head : claim.About);
        }
    }

    private static bool IsClaim(string text, Match match)
    {
        var clause = ClauseBefore(text, match.Index);
        return !Condition.IsMatch(clause) && !Denied.IsMatch(clause) && !Modal.IsMatch(clause) && !Reported.IsMatch(text[..match.Index])
            && !(text.EndsWith('?') && (AsksFirst.IsMatch(text) || !match.Groups["rest"].Value.Contains(',', StringComparison.Ordinal)))
            && !ByOthers.IsMatch(match.Groups["rest"].Value);
    }

    /// <summary>A passive may tell what has been so for long, or what the customer said herself; that claims nothing.</summary>
    private static bool IsNews(string text, Match match, string saidByCustomer)
    {
        var (aux, verb) = (match.Groups["aux"].Value.ToLowerInvariant(), match.Groups["verb"].Value);
        var emphatic = Emphatic.IsMatch(match.Value[..(match.Groups["verb"].Index - match.Index)]);
        var clause = ClauseBefore(text, match.Index);
        return aux switch
        {
            "is" or "are" or "re" => emphatic || (Settled.IsMatch(verb) && Regex.IsMatch(clause, @"^\W*(?:great\W+|good news\W+)?(?:you|your)\b", Options)),
            "s" when !match.Value.Contains("been", StringComparison.OrdinalIgnoreCase) => emphatic,
            "was" or "were" when !emphatic => !Dated.IsMatch(match.Groups["rest"].Value) && !Echoes(verb, saidByCustomer) && !Regex.IsMatch(verb, "^(?:booked|purchased|ordered|made|created|placed|reserved|paid|charged)$", Options),
            _ => emphatic || !Echoes(verb, saidByCustomer),
        };
    }

    private static bool Echoes(string verb, string saidByCustomer) =>
        Regex.IsMatch(saidByCustomer, $@"\b(?:was|were|is|been|being|got|getting|get)\s+(?:\w+\s+)?{Regex.Escape(verb)}\b", Options);

    // "I reset" may be today's habit as well as yesterday's deed.
    private static bool NeedsHave(Match match) => match.Groups["verb"].Value.Equals("reset", StringComparison.OrdinalIgnoreCase) && !match.Value.Contains("ve ", StringComparison.OrdinalIgnoreCase);

    private static string ClauseBefore(string text, int index)
    {
        var start = text.LastIndexOfAny([',', ';', ':', '—', '–'], Math.Max(0, index - 1), Math.Max(0, index));
        var clause = text[(start + 1)..index];
        var but = clause.LastIndexOf(" but ", StringComparison.OrdinalIgnoreCase);
        return but < 0 ? clause : clause[(but + 5)..];
    }

    /// <summary>What a verb is done to: the words up to the next preposition.</summary>
    private static string HeadOf(string rest) => Regex.Split(rest, @"\b(?:to|for|on|from|with|in|at|by|as|so|and|because|which|that)\b|[,.:]", Options)[0].Trim();
}
