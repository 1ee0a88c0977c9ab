namespace SupportDashboard.Evaluations.Rules;

/// <summary>A rule cannot be saved. <see cref="Exception.Message"/> is a sentence fit for the screen.</summary>
public sealed class RuleException(string message) : Exception(message);
