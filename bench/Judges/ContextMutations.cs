using SupportDashboard.Bench.Reporting;
using SupportDashboard.Evaluations.Checks;
using static System.FormattableString;

namespace SupportDashboard.Bench.Judges;

/// <summary>
/// <c>context_loss</c> by mutation: whatever the customer of a conversation gave, the agent is made to ask for it again in a later answer, in wordings that
/// agents use, and then not.
/// </summary>
internal static class ContextMutations
{
    // Written for this, not taken from the data; {0} is the fact.
    private static readonly string[] Wordings =
    [
        "Could you please provide your {0}?",
        "To continue, I'll need your {0}.",
        "May I have your {0}, please?",
        "What is your {0}?",
        "Thanks for that. Please share your {0} so that I can look into it.",
        "I can help with that. To proceed, please provide the following:\n\n1. **Your {0}**\n2. The reason for your request",
        "Can you tell me your {0} again?",
        "Before I go on: would you mind giving me your {0}?",
    ];

    public static IReadOnlyList<Figure> Figures(IReadOnlyList<AirlineConversation> test)
    {
        var clean = test.Where(static one => IsClean(one.Turns)).ToList();
        var mutants = clean.SelectMany(static one => MutantsOf(one.Turns)).ToList();
        var byFact = mutants.GroupBy(static one => one.Fact).Select(static group => Invariant($"{group.Key} {group.Count(static one => !IsClean(one.Turns))}/{group.Count()}"));
        return
        [
            new("judges: context_loss, conversations as they are that are not flagged", Invariant($"{clean.Count} of {test.Count}"), "-"),
            new("judges: context_loss, flagged with a request for what was given", Invariant($"{mutants.Count(static one => !IsClean(one.Turns))} of {mutants.Count} ({string.Join(", ", byFact)})"), "-"),
            new("judges: context_loss, still flagged with the request taken out again", Invariant($"{clean.Count(static one => !IsClean(one.Turns))} of {clean.Count}"), "0"),
        ];
    }

    private static bool IsClean(IReadOnlyList<CheckedTurn> turns) => ContextLoss.Check(turns).Label == ContextLoss.Kept;

    private static IEnumerable<(string Fact, IReadOnlyList<CheckedTurn> Turns)> MutantsOf(IReadOnlyList<CheckedTurn> turns) =>
        from fact in GivenFact.All
        where ContextLoss.GivenIn(fact, turns) is { Count: > 0 }
        let given = ContextLoss.GivenIn(fact, turns)[0].Quote.Turn
        let later = turns.Index().LastOrDefault(turn => turn.Item.Number > given && turn.Item.Agent.Length > 0)
        where later.Item is not null
        from wording in Wordings
        select (fact.Name, Asking(turns, later.Index, string.Format(System.Globalization.CultureInfo.InvariantCulture, wording, fact.Name)));

    private static IReadOnlyList<CheckedTurn> Asking(IReadOnlyList<CheckedTurn> turns, int place, string request) => [.. turns.Select((turn, index) => index == place ? turn with { Agent = request } : turn)];
}
