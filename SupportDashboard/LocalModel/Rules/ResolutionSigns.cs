using SupportDashboard.Evaluations.Checks;

namespace SupportDashboard.LocalModel;

/// <summary>What the work behind the answers shows of a conversation in which the customer wanted something done.</summary>
/// <param name="Changes">Tool calls that changed something and succeeded; more than three count as three.</param>
/// <param name="DidNothing">No tool was called at all.</param>
/// <param name="HandedOver">The customer was passed on to a person.</param>
/// <param name="EmptyClaims">The agent said that something was done which no call did.</param>
internal sealed record ResolutionSigns(int Changes, bool DidNothing, bool HandedOver, bool EmptyClaims)
{
    private const int MostChanges = 3;

    /// <summary>The signs as numbers, in the order of <see cref="ResolutionOdds"/>'s weights.</summary>
    public IReadOnlyList<double> Values => [Changes, DidNothing ? 1 : 0, HandedOver ? 1 : 0, EmptyClaims ? 1 : 0];

    public static ResolutionSigns Of(IReadOnlyList<CheckedTurn> turns)
    {
        var calls = turns.SelectMany(static turn => turn.Calls).ToList();
        return new(
            Math.Min(MostChanges, calls.Count(static call => call.IsChanging && call.Succeeded)),
            calls.Count == 0,
            calls.Exists(static call => call.HandsOver && call.Succeeded),
            SaidButNotDone.Match(turns).Unmatched.Count > 0);
    }
}
