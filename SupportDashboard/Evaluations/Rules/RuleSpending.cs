namespace SupportDashboard.Evaluations.Rules;

/// <summary>What a rule has used of its day's budget.</summary>
/// <param name="Verdicts">Verdicts of models that it asked for, those under way among them.</param>
/// <param name="Dollars">What they cost by list prices, with an expectation for those under way; null when a price is not known.</param>
/// <param name="DollarsPerVerdict">What one more is expected to cost; null when the price is not known.</param>
public sealed record RuleSpending(int Verdicts, decimal? Dollars, decimal? DollarsPerVerdict);
