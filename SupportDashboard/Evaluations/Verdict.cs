namespace SupportDashboard.Evaluations;

/// <summary>What an evaluator returned about a session: a judged verdict, or why it could not (<see cref="NotJudged"/>).</summary>
/// <param name="Evaluator">The evaluator that was asked.</param>
public abstract record Verdict(Evaluator Evaluator);
