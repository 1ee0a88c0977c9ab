namespace SupportDashboard.Evaluations;

/// <summary>One answer that an evaluator allows.</summary>
/// <param name="Label">The value written to Phoenix, for example <c>incoherent</c>.</param>
/// <param name="Score">The score written with it; null stays out of averages.</param>
/// <param name="Title">The word for people, for example "Lost context".</param>
/// <param name="Description">When the judge picks it, as the rubric says it.</param>
/// <param name="IsGood">True for an outcome that a support team wants, false for one it does not, null where neither is known.</param>
public sealed record EvaluatorChoice(string Label, double? Score, string Title, string Description, bool? IsGood);
