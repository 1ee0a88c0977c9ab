namespace SupportDashboard.Evaluations.Rules;

/// <summary>How a session stands with a rule, as people ask for it.</summary>
public enum RuleReason
{
    /// <summary>The rule had it judged.</summary>
    Judged,

    /// <summary>The rule asked for it, and the run has not ended.</summary>
    BeingJudged,

    /// <summary>The rule asked for it, and a judge could not.</summary>
    Failed,

    /// <summary>Something happened in it too short a time ago.</summary>
    NotQuiet,

    /// <summary>It is not in the rule's list.</summary>
    FilteredOut,

    /// <summary>It is not among those that are picked.</summary>
    NotInSample,

    /// <summary>The day's budget was used up.</summary>
    OverBudget,

    /// <summary>Somebody else had it judged by the same version.</summary>
    AlreadyJudged,

    /// <summary>It ended before the rule began.</summary>
    BeforeTheRule,

    /// <summary>The rule looks at it in its next round.</summary>
    Next,

    /// <summary>The rule is off, or cannot work.</summary>
    Off,

    /// <summary>The list of conversations does not have it (yet).</summary>
    Unknown,
}
