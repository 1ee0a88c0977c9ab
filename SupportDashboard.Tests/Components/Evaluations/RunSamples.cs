using SupportDashboard.Evaluations;

namespace SupportDashboard.Tests.Components.Evaluations;

/// <summary>Runs as pages get them.</summary>
internal static class RunSamples
{
    /// <summary>When every one of them was started.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A run under way, of which so many verdicts are written and the others wait for their turn.</summary>
    public static EvaluationRun Running(int total, int written) => new()
    {
        Id = Guid.Empty,
        Project = "support-bot",
        State = EvaluationRunState.Running,
        CreatedAt = Start,
        FinishedAt = null,
        Evaluators = ["resolution_status"],
        Total = total,
        Pending = total - written,
        Judging = 0,
        Judged = 0,
        Written = written,
        NotJudged = 0,
        Cancelled = 0,
        Reasons = new Dictionary<string, int>(),
        PromptTokens = 0,
        CompletionTokens = 0,
    };

    /// <summary>A run that has come to its end after some minutes with a verdict on everything.</summary>
    public static EvaluationRun Completed(int total, double minutes) =>
        Running(total, total) with { State = EvaluationRunState.Completed, FinishedAt = Start.AddMinutes(minutes) };
}
