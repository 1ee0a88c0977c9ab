using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>
/// Finds where the agent asks for something that the customer already gave: unasked anywhere before, or as the answer to the agent's own request. It is no
/// loss to ask again for what was not found, was wrong or belongs to something else, to have it confirmed, or to ask which of several is meant.
/// </summary>
internal static partial class ContextLoss
{
    public const string Kept = "kept";
    public const string Lost = "asked_again";

    private const int MostReported = 3;
    private const int Lately = 200;

    public static CheckFinding Check(IReadOnlyList<CheckedTurn> turns)
    {
        var losses = Losses(turns).Take(MostReported).ToList();
        return losses.Count == 0
            ? new(Kept, "The agent asked for nothing that the customer had given.", [])
            : new(
                Lost,
                string.Join(' ', losses.Select(static loss => $"In turn {loss.Asked.Turn} the agent asked for the {loss.Fact.Name}, which the customer had given in {(loss.Given.Turn == loss.Asked.Turn ? "the same turn" : $"turn {loss.Given.Turn}")}.")),
                [.. losses.SelectMany(static loss => new[] { loss.Given, loss.Asked }).Distinct()]);
    }

    /// <summary>Each fact that was asked for again, once.</summary>
    public static IEnumerable<(GivenFact Fact, JudgeQuote Given, JudgeQuote Asked)> Losses(IReadOnlyList<CheckedTurn> turns)
    {
        var requests = turns.Select(static turn => Requests(turn.Agent)).ToList();
        return GivenFact.All.Select(fact => LossOf(fact, turns, requests)).OfType<(GivenFact Fact, JudgeQuote Given, JudgeQuote Asked)>();
    }

    /// <summary>Each value of a fact that the customer gave in one of the turns, with the sentence that gives it.</summary>
    public static IReadOnlyList<(string Value, JudgeQuote Quote)> GivenIn(GivenFact fact, IReadOnlyList<CheckedTurn> turns)
    {
        var requests = turns.Select(static turn => Requests(turn.Agent)).ToList();
        return [.. Enumerable.Range(0, turns.Count).SelectMany(index => GivenIn(fact, turns[index], index > 0 ? requests[index - 1] : []))];
    }

    private static (GivenFact, JudgeQuote, JudgeQuote)? LossOf(GivenFact fact, IReadOnlyList<CheckedTurn> turns, List<List<(string Text, string Wanted)>> requests)
    {
        var given = new List<(string Value, JudgeQuote Quote)>();
        for (var index = 0; index < turns.Count; index++)
        {
            given.AddRange(GivenIn(fact, turns[index], index > 0 ? requests[index - 1] : []));
            var asked = requests[index].FirstOrDefault(request => fact.Asked.IsMatch(request.Wanted)).Text;
            if (asked is not null && given.Count > 0 && !NotFound().IsMatch(turns[index].Agent) && !IsExcused(fact, given, turns, index))
            {
                return (fact, given[^1].Quote, new(turns[index].Number, asked));
            }
        }

        return null;
    }

    private static bool IsExcused(GivenFact fact, List<(string Value, JudgeQuote Quote)> given, IReadOnlyList<CheckedTurn> turns, int index)
    {
        if (fact.MayBeMany && given.Select(static one => one.Value).Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any())
        {
            return true;
        }

        var (value, quote) = given[^1];
        var since = turns.Take(index + 1).Skip(index + 1 - Lately).Where(turn => turn.Number >= quote.Turn).ToList();
        return since.Exists(turn => (fact.MayBeMany ? Otherwise() : Corrected()).IsMatch(turn.Customer))
            || since.SelectMany(static turn => turn.Calls).Any(call => call.Failure is { } failure && NotFound().IsMatch(failure) && References.Hold(call.Arguments, value));
    }

    private static IEnumerable<(string Value, JudgeQuote Quote)> GivenIn(GivenFact fact, CheckedTurn turn, List<(string Text, string Wanted)> requestsBefore)
    {
        var asked = fact.Value is not null && requestsBefore.Exists(request => fact.Asked.IsMatch(request.Wanted));
        foreach (var sentence in AgentSentence.In(turn.Customer))
        {
            var matches = fact.Given.Matches(sentence.Text);
            foreach (Match match in matches.Count == 0 && asked ? fact.Value!.Matches(sentence.Text) : matches)
            {
                yield return (ValueOf(match.Value), new(turn.Number, sentence.Text));
            }
        }
    }

    // "user ID is mia_li_3668": the last word is what is handed to a tool.
    private static string ValueOf(string given) => given.Split(' ')[^1].Trim('.', ',', '"', '\'', ':', '#');

    /// <summary>The sentences that ask for something, with what they ask for: their own words and those of the list below.</summary>
    private static List<(string Text, string Wanted)> Requests(string answer) => [.. AgentSentence.In(answer)
        .Where(static sentence => Asking().IsMatch(sentence.Plain) && !Excused().IsMatch(sentence.Plain))
        .Select(static sentence => (sentence.Text, sentence.Plain + "\n" + string.Join('\n', sentence.Below.Split('\n').Where(static line => !Excused().IsMatch(line)))))];

    [GeneratedRegex(
        """
        \b(?:could|can|may|might|would|will)\s+(?:you|I)\s+(?:(?:please|kindly|also|again)\s+)*(?:provide|share|tell|give|send|have|get|supply|specify|state|let\s+me\s+know|remind\s+me)\b
        | \b(?:please|kindly)\s+(?:\w+\s+)?(?:provide|share|tell|give|send|enter|supply|specify|state|let\s+me\s+know|remind\s+me)\b
        | \bI(?:'ll|\s+will|\s+would|'d)?(?:\s+(?:also|still|first|just))*\s+(?:need|require)\b | \bwhat(?:'s|\s+is|\s+was|\s+are)\s+(?:your|the)\b | \b(?:tell|give|send)\s+me\s+your\b
        | \bwe(?:'ll|\s+will)?(?:\s+also)?\s+(?:need|require)\b | \bmay\s+I\s+(?:please\s+)?(?:have|ask|know)\b | \bmind\s+(?:giving|telling|sharing|sending|providing)\b | \b(?:is|are)\s+(?:needed|required)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Asking();

    // "Please confirm", "each passenger's name", "the new address", "if you have another one": asked for with reason, or of somebody else.
    [GeneratedRegex(
        @"\b(?:check|double-check|verify|confirm|correct|another|other|different|second|new|each|every|additional|passengers?|travell?ers?|recipients?|alternative|any|which|one of|instead|would you like|do you want|prefer)\b|\bif\s+(?:you|it|there|not)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Excused();

    [GeneratedRegex(
        @"\b(?:could(?:n't| not)|can(?:'t|not)|unable to|not able to|did(?:n't| not))\s+(?:find|locate|see|match|access|retrieve|read)|\bnot\s+(?:exist|found|valid|recogni[sz]ed|associated)|\binvalid\b|\b(?:does|do)(?:n't| not)\s+(?:match|exist|belong|seem)|\bno\s+(?:record|such)\b|\bunknown\b|\bincorrect\b|\bincomplete\b|\btypo\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotFound();

    // The customer speaks of another one, for herself or for somebody else.
    [GeneratedRegex(
        @"\b(?:another|other|different|second|next|both)\s+(?:\w+\s+)?(?:one|order|reservation|booking|flight|trip|ticket|purchase|delivery|parcel|package|date)s?\b|\bnot (?:that|this) (?:one|order|reservation|booking)\b|\b(?:wrong|typo|mistake)\b|\b(?:friend|wife|husband|brother|sister|mother|father|colleague|someone else)(?:'s|’s)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Otherwise();

    [GeneratedRegex(@"\b(?:wrong|typo|mistake|mistyped|misspelled|sorry, (?:it|that)(?:'s|’s| is)|someone else(?:'s|’s)|(?:another|different|other) (?:user|account|e-?mail|address|number|name))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Corrected();
}
