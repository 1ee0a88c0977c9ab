namespace SupportDashboard.Evaluations.Checks;

/// <summary>What an agent says it has done.</summary>
/// <param name="Turn">The number of the turn.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Sentence">The sentence that says it.</param>
/// <param name="About">The words that name what it was done to.</param>
internal sealed record Claim(int Turn, ActionKind Kind, AgentSentence Sentence, string About);
