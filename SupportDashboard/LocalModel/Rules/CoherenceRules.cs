namespace SupportDashboard.LocalModel;

/// <summary>
/// Judges whether a conversation is coherent. It is <c>incoherent</c> when one of these is found, the first one is reported:
/// <list type="number">
/// <item>the agent asks for something (order number, e-mail, user ID, reservation number, phone number) that the customer gave in that turn or before;</item>
/// <item>the customer says that she has told it before;</item>
/// <item>the agent answers about other orders than the one the customer means;</item>
/// <item>the customer has to ask the same question again right after it was answered;</item>
/// <item>the answer is about topics of which none was asked, and shares no word with the question.</item>
/// </list>
/// Saying honestly that something is not known is coherent. Otherwise it is <c>coherent</c>; <c>unknown</c> without any answer or when the text is not English.
/// </summary>
internal static class CoherenceRules
{
    private const string Coherent = "coherent";
    private const string Incoherent = "incoherent";
    private const double SameQuestion = 0.9;

    public static RuleVerdict Judge(IReadOnlyList<JudgedTurn> turns)
    {
        if (Unreadable(turns) is { } unknown)
        {
            return unknown;
        }

        for (var index = 0; index < turns.Count; index++)
        {
            var found = AskedAgain(turns, index) ?? HadToRepeat(turns, index) ?? OtherOrder(turns, index) ?? Unrelated(turns[index]);
            if (found is not null)
            {
                return found;
            }
        }

        return Holds(turns);
    }

    /// <summary>The way out that both judging rules share; null when there is something to judge.</summary>
    public static RuleVerdict? Unreadable(IReadOnlyList<JudgedTurn> turns)
    {
        if (!turns.Any(static turn => turn.User.Length > 0 && turn.HasAnswer))
        {
            return new(RuleVerdict.Unknown, "No turn has both a message of the customer and an answer, so there is nothing to judge.", []);
        }

        return Phrases.LooksEnglish(string.Join('\n', turns.Select(static turn => turn.User + "\n" + turn.Agent)))
            ? null
            : new(RuleVerdict.Unknown, "The embedded model's rules read English only, and this conversation does not look like it.", []);
    }

    private static RuleVerdict? AskedAgain(IReadOnlyList<JudgedTurn> turns, int index)
    {
        var turn = turns[index];
        foreach (var request in Phrases.Requests(turn.Agent))
        {
            foreach (var fact in AskedFact.All.Where(fact => fact.Asked.IsMatch(request)))
            {
                var given = turns.Take(index + 1).LastOrDefault(earlier => fact.Given.IsMatch(earlier.User));
                if (given is not null && !turn.Asked.Overlaps(["another", "other", "different", "second"]))
                {
                    var quote = Words.SentencesOf(given.User).FirstOrDefault(fact.Given.IsMatch) ?? given.User;
                    var when = given.Number == turn.Number ? "in the same turn" : $"in turn {given.Number}";
                    return new(Incoherent, $"In turn {turn.Number} the agent asked for the {fact.Name}, which the customer had given {when}. It lost what it had been told.", [new(given.Number, quote), new(turn.Number, request)]);
                }
            }
        }

        return null;
    }

    private static RuleVerdict? HadToRepeat(IReadOnlyList<JudgedTurn> turns, int index)
    {
        var turn = turns[index];
        if (index > 0 && Phrases.SentenceOfRepetition(turn.User) is { } told)
        {
            return new(Incoherent, $"In turn {turn.Number} the customer points out having said this before, so the agent had lost it.", [new(turn.Number, told)]);
        }

        var before = index > 0 ? turns[index - 1] : null;
        var repeated = before is { HasAnswer: true } && turn.Asked.Count >= 2 && turn.Asked.Overlaps(before.Asked)
            && Words.OrderIdsOf(turn.User).SequenceEqual(Words.OrderIdsOf(before.User))
            && EmbeddingRules.Similarity(turn.User, before.User) >= SameQuestion;
        return repeated
            ? new(Incoherent, $"In turn {turn.Number} the customer had to ask the question of turn {before!.Number} again.", [new(before.Number, before.User), new(turn.Number, turn.User)])
            : null;
    }

    private static RuleVerdict? OtherOrder(IReadOnlyList<JudgedTurn> turns, int index)
    {
        var turn = turns[index];
        var meant = turns.Take(index + 1).Reverse().Select(static earlier => Words.OrderIdsOf(earlier.User)).FirstOrDefault(static ids => ids.Count > 0) ?? [];
        var answered = Words.OrderIdsOf(turn.Agent);
        var mentioned = turns.Take(index + 1).SelectMany(static earlier => Words.OrderIdsOf(earlier.User)).ToHashSet();
        var named = Words.OrderIdsOf(turn.User).Count > 0;
        if (meant.Count == 0 || answered.Count == 0 || answered.Any(id => named ? meant.Contains(id) : mentioned.Contains(id)))
        {
            return null;
        }

        var quote = Words.SentencesOf(turn.Agent).FirstOrDefault(static sentence => Words.OrderIdsOf(sentence).Count > 0) ?? turn.FirstAnswerSentence;
        return new(Incoherent, $"In turn {turn.Number} the agent answered about {answered[0]}, but the customer means {meant[^1]}.", [new(turn.Number, quote)]);
    }

    private static RuleVerdict? Unrelated(JudgedTurn turn) => IsUnrelated(turn)
        ? new(Incoherent, $"In turn {turn.Number} the answer has nothing to do with the question.", [new(turn.Number, turn.User), new(turn.Number, turn.FirstAnswerSentence)])
        : null;

    /// <summary>Whether question and answer each have topics the rules know, have none in common, and share no other word either.</summary>
    public static bool IsUnrelated(JudgedTurn turn)
    {
        var asked = TopicsOf(turn.Asked);
        var answered = TopicsOf(turn.Answered);
        return asked.Count > 0 && answered.Count > 0 && !asked.Overlaps(answered) && !turn.Asked.Overlaps(turn.Answered)
            && !turn.Agent.TrimEnd().EndsWith('?') && Phrases.SentenceOfGivingUp(turn.Agent) is null;
    }

    // Everything about orders is one topic here: an arrival date is a fair answer to a question about the status.
    private static HashSet<string> TopicsOf(HashSet<string> concepts)
    {
        var topics = concepts.Where(Lexicon.Topics.Contains).ToHashSet();
        if (concepts.Contains(Lexicon.Order) || concepts.Overlaps(Lexicon.Shipping))
        {
            topics.Add(Lexicon.Order);
        }

        return topics;
    }

    private static RuleVerdict Holds(IReadOnlyList<JudgedTurn> turns)
    {
        var carried = turns.Skip(1).FirstOrDefault(turn => turn.HasAnswer && Words.OrderIdsOf(turn.User).Count == 0 && Words.OrderIdsOf(turn.Agent).Count > 0);
        if (carried is not null)
        {
            return new(Coherent, $"The conversation holds together: no answer misses its question, the agent asked for nothing twice, and in turn {carried.Number} it still knew which order was meant without being told again.", [new(carried.Number, carried.FirstAnswerSentence)]);
        }

        var answered = turns.Where(static turn => turn.HasAnswer).ToList();
        return new(
            Coherent,
            answered.Count == 1 ? $"Turn {answered[0].Number} is the only one with an answer, and it fits its question." : $"The conversation holds together: each of the {answered.Count} answers fits its question, and the agent asked for nothing that it had been given.",
            [.. answered.Take(3).Select(static turn => new RuleQuote(turn.Number, turn.FirstAnswerSentence))]);
    }
}
