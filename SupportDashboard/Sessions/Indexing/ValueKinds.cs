namespace SupportDashboard.Sessions.Indexing;

/// <summary>The kinds of the table <c>value</c> beside <see cref="SessionValueKinds"/>, which are computed from annotations.</summary>
internal static class ValueKinds
{
    /// <summary>The name is an evaluator with a standing verdict that saw fewer turns than there are.</summary>
    public const string Stale = "stale";

    /// <summary>The name is an evaluator where a person says something else than the standing verdict.</summary>
    public const string Disagrees = "disagrees";

    /// <summary>The name is an evaluator whose newest attempt gave no verdict.</summary>
    public const string JudgeFailed = "judge_failed";

    private const string VerdictPrefix = "verdict:";

    /// <summary>The name is the label of the evaluator's standing verdict.</summary>
    public static string Verdict(string evaluator) => VerdictPrefix + evaluator;

    /// <summary>The evaluator of a kind made by <see cref="Verdict"/>; null of another kind.</summary>
    public static string? Evaluator(string kind) => kind.StartsWith(VerdictPrefix, StringComparison.Ordinal) ? kind[VerdictPrefix.Length..] : null;

    /// <summary>Computed from annotations; all others from spans.</summary>
    public static bool IsJudged(string kind) => kind is Stale or Disagrees or JudgeFailed || Evaluator(kind) is not null;
}
