namespace SupportDashboard.Evaluations.Rules;

/// <summary>What a rule decided about a session.</summary>
public enum RuleOutcome
{
    /// <summary>A run judges it, or has.</summary>
    Started,

    /// <summary>It is not in the rule's list.</summary>
    FilteredOut,

    /// <summary>The dice, which are its id, fell against it.</summary>
    NotInSample,

    /// <summary>The day's budget was used up.</summary>
    OverBudget,

    /// <summary>This version of every evaluator had judged all its turns already, or was about to.</summary>
    AlreadyJudged,
}
