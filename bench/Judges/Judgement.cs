namespace SupportDashboard.Bench.Judges;

/// <summary>What a judge made of a conversation.</summary>
/// <param name="Task">The task of the conversation.</param>
/// <param name="Resolved">The truth.</param>
/// <param name="Score">Higher means more likely resolved.</param>
/// <param name="CalledResolved">The label; "unknown" is not a call.</param>
internal sealed record Judgement(int Task, bool Resolved, double Score, bool CalledResolved);
