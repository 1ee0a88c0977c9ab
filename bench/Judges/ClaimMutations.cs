using SupportDashboard.Bench.Reporting;
using SupportDashboard.Evaluations.Checks;
using static System.FormattableString;

namespace SupportDashboard.Bench.Judges;

/// <summary>
/// <c>said_but_not_done</c> by mutation: from every conversation in which all claims are matched, each call that changed something is taken out (or its result
/// becomes an error), and then put back.
/// </summary>
internal static class ClaimMutations
{
    public static IReadOnlyList<Figure> Figures(IReadOnlyList<AirlineConversation> test)
    {
        var clean = test.Where(static one => IsClean(one.Turns)).ToList();
        var calls = clean.SelectMany(static one => PlacesOf(one.Turns).Select(place => (one.Turns, Place: place))).ToList();
        var claimed = calls.Where(static one => IsClaimed(one.Turns, one.Place)).ToList();
        return
        [
            new("judges: said_but_not_done, conversations as they are that are not flagged", Invariant($"{clean.Count} of {test.Count}"), "-"),
            new("judges: said_but_not_done, flagged with one successful change taken out", Share(calls, static (turns, place) => Without(turns, place)), "-"),
            new("judges: said_but_not_done, the same, changes that the answer of their turn claims and that have no like up to then", Share(claimed, static (turns, place) => Without(turns, place)), "-"),
            new("judges: said_but_not_done, flagged with the result of such a change turned into an error", Share(claimed, static (turns, place) => Failing(turns, place)), "-"),
            new("judges: said_but_not_done, still flagged with the change put back", Invariant($"{calls.Count(static one => !IsClean(With(Without(one.Turns, one.Place), one.Turns, one.Place)))} of {calls.Count}"), "0"),
        ];
    }

    private static string Share(List<(IReadOnlyList<CheckedTurn> Turns, (int Turn, int Call) Place)> calls, Func<IReadOnlyList<CheckedTurn>, (int Turn, int Call), IReadOnlyList<CheckedTurn>> mutate) =>
        Invariant($"{calls.Count(one => !IsClean(mutate(one.Turns, one.Place)))} of {calls.Count}");

    private static bool IsClean(IReadOnlyList<CheckedTurn> turns) => SaidButNotDone.Check(turns).Label == SaidButNotDone.Done;

    private static IEnumerable<(int Turn, int Call)> PlacesOf(IReadOnlyList<CheckedTurn> turns) =>
        from turn in turns.Index() from call in turn.Item.Calls.Index() where call.Item.IsChanging && call.Item.Succeeded select (turn.Index, call.Index);

    /// <summary>The answer of the turn claims something that this call does, and no other call up to then does the like.</summary>
    private static bool IsClaimed(IReadOnlyList<CheckedTurn> turns, (int Turn, int Call) place)
    {
        var call = turns[place.Turn].Calls[place.Call];
        var others = turns.Take(place.Turn + 1).SelectMany(static turn => turn.Calls).Where(other => !ReferenceEquals(other, call) && other.Succeeded);
        return SaidButNotDone.Match(turns).Claims.Where(claim => claim.Turn == turns[place.Turn].Number && claim.Kind.IsDoneBy(call)).Any(claim => !others.Any(claim.Kind.IsDoneBy));
    }

    private static IReadOnlyList<CheckedTurn> Without(IReadOnlyList<CheckedTurn> turns, (int Turn, int Call) place) =>
        [.. turns.Select((turn, index) => index == place.Turn ? turn with { Calls = [.. turn.Calls.Where((_, call) => call != place.Call)] } : turn)];

    private static IReadOnlyList<CheckedTurn> With(IReadOnlyList<CheckedTurn> without, IReadOnlyList<CheckedTurn> before, (int Turn, int Call) place) =>
        [.. without.Select((turn, index) => index == place.Turn ? turn with { Calls = [.. turn.Calls.Take(place.Call), before[index].Calls[place.Call], .. turn.Calls.Skip(place.Call)] } : turn)];

    private static IReadOnlyList<CheckedTurn> Failing(IReadOnlyList<CheckedTurn> turns, (int Turn, int Call) place)
    {
        var call = turns[place.Turn].Calls[place.Call];
        var failing = new CheckedCall(call.Name, call.Arguments, "Error: payment gateway timeout", true);
        return [.. turns.Select((turn, index) => index == place.Turn ? turn with { Calls = [.. turn.Calls.Select((other, at) => at == place.Call ? failing : other)] } : turn)];
    }
}
