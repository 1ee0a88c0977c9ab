namespace SupportDashboard.Evaluations.Rules;

/// <summary>How one session stands with one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Reason">How it stands.</param>
/// <param name="Sentence">The same for a person.</param>
/// <param name="RunId">The run that judges it.</param>
public sealed record RuleAnswer(EvaluationRule Rule, RuleReason Reason, string Sentence, Guid? RunId);
