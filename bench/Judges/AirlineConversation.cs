using SupportDashboard.Evaluations.Checks;
using SupportDashboard.Sessions;

namespace SupportDashboard.Bench.Judges;

/// <summary>A conversation of the airline set, with the check of the final database state as the truth.</summary>
internal sealed record AirlineConversation(int Task, bool Resolved, Transcript Transcript)
{
    /// <summary>The half on which weights are fitted and rules were written, by task, so that no task stands in both.</summary>
    public bool IsForTuning => Task % 4 == 0;

    public IReadOnlyList<CheckedTurn> Turns { get; } = CheckedConversation.From(Transcript);
}
