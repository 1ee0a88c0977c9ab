namespace SupportDashboard.Evaluations;

/// <summary>A quote as the judge gave it, not looked up yet.</summary>
public sealed record JudgeQuote(int Turn, string Quote);
