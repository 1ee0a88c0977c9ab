namespace SupportDashboard.Evaluations;

/// <summary>One request to judge a set of sessions with a set of evaluators, with its progress.</summary>
public sealed record EvaluationRun
{
    /// <summary>The run's id; also in the metadata of each annotation it wrote.</summary>
    public required Guid Id { get; init; }

    /// <summary>The Phoenix project of the sessions.</summary>
    public required string Project { get; init; }

    /// <summary>Where the run stands.</summary>
    public required EvaluationRunState State { get; init; }

    /// <summary>Why it is paused, as a sentence; null when a person paused it, or when it is not paused.</summary>
    public string? PauseReason { get; init; }

    /// <summary>The run whose failures this one tries again.</summary>
    public Guid? RetryOf { get; init; }

    /// <summary>The rule that started it; null where a person did.</summary>
    public Guid? RuleId { get; init; }

    /// <summary>Number of sessions.</summary>
    public int Sessions { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its last item ended, or it was cancelled.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Names of the evaluators, in the order of the request.</summary>
    public required IReadOnlyList<string> Evaluators { get; init; }

    /// <summary>Number of (session, evaluator) pairs.</summary>
    public required int Total { get; init; }

    /// <summary>Items that wait for their turn.</summary>
    public required int Pending { get; init; }

    /// <summary>Items the model is being asked about.</summary>
    public required int Judging { get; init; }

    /// <summary>Items with a verdict that still waits to be written to Phoenix.</summary>
    public required int Judged { get; init; }

    /// <summary>Items whose verdict stands in Phoenix.</summary>
    public required int Written { get; init; }

    /// <summary>
    /// Of those with a verdict: the ones that the same evaluator version and model had already judged on exactly this transcript, so that nothing was asked again.
    /// </summary>
    public int AlreadyJudged { get; init; }

    /// <summary>Items without a verdict.</summary>
    public required int NotJudged { get; init; }

    /// <summary>Items that were cancelled before they were judged.</summary>
    public required int Cancelled { get; init; }

    /// <summary>What was found: for each evaluator, label and label before it, how many.</summary>
    public IReadOnlyList<RunResult> Results { get; init; } = [];

    /// <summary>Why items have no verdict: the sentence, and how many.</summary>
    public required IReadOnlyDictionary<string, int> Reasons { get; init; }

    /// <summary>Prompt tokens that the run's judge calls used.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>Those of the prompt tokens that the model's provider had cached.</summary>
    public long CachedTokens { get; init; }

    /// <summary>What the run's judge calls cost, in USD; null when the price of a model is not known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Completion tokens that the run's judge calls used.</summary>
    public required long CompletionTokens { get; init; }

    /// <summary>True while it can still change by itself or by a person.</summary>
    public bool IsOpen => State is EvaluationRunState.Running or EvaluationRunState.Paused || Pending + Judging + Judged > 0;

    /// <summary>Items that have ended, one way or another.</summary>
    public int Done => Written + NotJudged + Cancelled;
}
