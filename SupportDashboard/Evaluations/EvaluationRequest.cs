namespace SupportDashboard.Evaluations;

/// <summary>A request to judge sessions.</summary>
/// <param name="Project">The Phoenix project that holds the sessions.</param>
/// <param name="SessionIds">The sessions; repeated ones count once.</param>
/// <param name="Evaluators">Names from the <see cref="EvaluatorBook"/>.</param>
/// <param name="Again">
/// False takes over a verdict that the same evaluator and model already gave on exactly this transcript; true asks the model again.
/// </param>
public sealed record EvaluationRequest(string Project, IReadOnlyList<string> SessionIds, IReadOnlyList<string> Evaluators, bool Again)
{
    /// <summary>The rule that asks; null where a person does.</summary>
    public Guid? RuleId { get; init; }
}
