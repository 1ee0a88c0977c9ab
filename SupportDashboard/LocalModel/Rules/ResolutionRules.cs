namespace SupportDashboard.LocalModel;

/// <summary>
/// Judges whether the customer's questions were answered. A turn stays open when
/// <list type="number">
/// <item>it asks something, or names a matter the rules know, and has no answer;</item>
/// <item>the agent says that it cannot find, does not know, cannot do, or hands over;</item>
/// <item>the answer is unrelated to the question (<see cref="CoherenceRules.IsUnrelated"/>);</item>
/// <item>the customer asked for the tracking number, the carrier or the arrival and the answer does not speak of it;</item>
/// <item>the agent asks for something and the conversation ends there;</item>
/// <item>the customer says afterwards that it did not help, and no answer follows.</item>
/// </list>
/// An open turn is closed by a later turn that answers about the same order or topic. Any open turn makes the session <c>unresolved</c>; otherwise it is
/// <c>resolved</c>. Thanks and politeness prove nothing and are ignored. <c>unknown</c> when nothing was asked, nothing answered, or the text is not English.
/// </summary>
internal static class ResolutionRules
{
    public const string Resolved = "resolved";
    public const string Unresolved = "unresolved";
    private const int MaxReported = 3;

    /// <param name="turns">The conversation.</param>
    /// <param name="showsWork">The prompt shows tool calls where there were any: then a wish to have something done is judged by them (<see cref="CaseRules"/>).</param>
    public static RuleVerdict Judge(IReadOnlyList<JudgedTurn> turns, bool showsWork)
    {
        if (turns.Count > 0 && turns.All(static turn => !turn.HasAnswer) && turns.Any(static turn => turn.User.Length > 0))
        {
            return new(Unresolved, "The customer never got an answer.", [new(turns[0].Number, turns[0].User)]);
        }

        if (CoherenceRules.Unreadable(turns) is { } unknown)
        {
            return unknown;
        }

        return showsWork ? CaseRules.Judge(turns) ?? BySpeech(turns) with { Odds = CaseRules.OddsOf(turns) } : BySpeech(turns);
    }

    private static RuleVerdict BySpeech(IReadOnlyList<JudgedTurn> turns)
    {
        var questions = turns.Where(IsQuestion).ToList();
        if (questions.Count == 0)
        {
            return new(RuleVerdict.Unknown, "The customer asked for nothing, so there is nothing to resolve.", []);
        }

        var open = turns.Select((turn, index) => Open(turns, index)).OfType<(JudgedTurn Turn, string Reason, RuleQuote Quote)>()
            .Where(found => !turns.Any(later => later.Number > found.Turn.Number && Answers(later, found.Turn)))
            .ToList();
        return open.Count > 0 ? Report(open) : Answered(questions);
    }

    private static bool IsQuestion(JudgedTurn turn) => turn.User.Contains('?', StringComparison.Ordinal) || turn.Asked.Count > 0;

    // A last word that nobody answered ("Goodbye then") leaves nothing open, a question or a known matter does.
    private static bool Wants(JudgedTurn turn) =>
        turn.User.Contains('?', StringComparison.Ordinal) || turn.Asked.Any(static concept => Lexicon.ConceptOf(concept) is not null || concept == Lexicon.Order);

    private static (JudgedTurn Turn, string Reason, RuleQuote Quote)? Open(IReadOnlyList<JudgedTurn> turns, int index)
    {
        var turn = turns[index];
        var isLast = index == turns.Count - 1;
        if (!IsQuestion(turn))
        {
            return null;
        }

        if (!turn.HasAnswer)
        {
            return Wants(turn) ? (turn, "got no answer", new(turn.Number, turn.User)) : null;
        }

        if (Phrases.SentenceOfGivingUp(turn.Agent) is { } givingUp)
        {
            return (turn, "was not answered: the agent says that it cannot help with it", new(turn.Number, givingUp));
        }

        if (CoherenceRules.IsUnrelated(turn))
        {
            return (turn, "got an answer about something else", new(turn.Number, turn.FirstAnswerSentence));
        }

        if (Missing(turn) is { } missing)
        {
            return (turn, $"asked about the {missing}, of which the answer says nothing", new(turn.Number, turn.FirstAnswerSentence));
        }

        return AfterTheAnswer(turns, turn, index, isLast);
    }

    private static (JudgedTurn Turn, string Reason, RuleQuote Quote)? AfterTheAnswer(IReadOnlyList<JudgedTurn> turns, JudgedTurn turn, int index, bool isLast)
    {
        if (isLast && Phrases.SentenceOfComplaint(turn.User) is { } complaint)
        {
            return (turn, "is a complaint that the help did not help, and the conversation ends with it", new(turn.Number, complaint));
        }

        if (isLast && Phrases.Requests(turn.Agent).FirstOrDefault(static sentence => AskedFact.All.Any(fact => fact.Asked.IsMatch(sentence))) is { } request)
        {
            return (turn, "ends with the agent waiting for something it asked for", new(turn.Number, request));
        }

        return !isLast && Phrases.SentenceOfComplaint(turns[index + 1].User) is { } objection && !turns[index + 1].HasAnswer
            ? (turn, "did not get the help it asked for, as the customer says afterwards", new(turns[index + 1].Number, objection))
            : null;
    }

    private static string? Missing(JudgedTurn turn)
    {
        foreach (var (concept, words) in new[] { (Lexicon.Tracking, "tracking number"), (Lexicon.Carrier, "carrier"), (Lexicon.Arrival, "arrival") })
        {
            if (turn.Asked.Contains(concept) && !turn.Answered.Contains(concept) && turn.Answered.Contains(Lexicon.Order))
            {
                return words;
            }
        }

        return null;
    }

    private static bool Answers(JudgedTurn later, JudgedTurn open)
    {
        if (!later.HasAnswer || Phrases.SentenceOfGivingUp(later.Agent) is not null || CoherenceRules.IsUnrelated(later))
        {
            return false;
        }

        var ids = Words.OrderIdsOf(open.User);
        return ids.Count > 0 ? ids.Intersect(Words.OrderIdsOf(later.Agent)).Any() : open.Asked.Count > 0 && open.Asked.Intersect(later.Answered).Any() && open.Asked.Overlaps(later.Asked);
    }

    private static RuleVerdict Report(List<(JudgedTurn Turn, string Reason, RuleQuote Quote)> open)
    {
        var sentences = open.Take(MaxReported).Select(static found => $"Turn {found.Turn.Number} (“{new RuleQuote(found.Turn.Number, found.Turn.User).Text}”) {found.Reason}.");
        var more = open.Count > MaxReported ? $" {open.Count - MaxReported} more turns are open." : string.Empty;
        return new(Unresolved, string.Join(' ', sentences) + more, [.. open.Take(MaxReported).Select(static found => found.Quote)]);
    }

    private static RuleVerdict Answered(List<JudgedTurn> questions)
    {
        var answered = questions.Where(static turn => turn.HasAnswer).ToList();
        var explanation = answered.Count == 1
            ? $"The customer's question of turn {answered[0].Number} was answered, and nothing was left open."
            : $"The customer's questions of turns {string.Join(", ", answered.Take(10).Select(static turn => turn.Number))} were each answered, and nothing was left open.";
        return new(Resolved, explanation, [.. answered.TakeLast(MaxReported).Select(static turn => new RuleQuote(turn.Number, turn.FirstAnswerSentence))]);
    }
}
