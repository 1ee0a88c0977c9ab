namespace SupportDashboard.Evaluations.Ledger;

/// <summary>One (session, evaluator) pair of a run, from the click to the annotation. Instants are UTC milliseconds since 1970.</summary>
internal sealed class ItemRow
{
    public long Id { get; set; }

    public Guid RunId { get; set; }

    public required string Project { get; set; }

    public required string SessionId { get; set; }

    public required string Evaluator { get; set; }

    public int EvaluatorVersion { get; set; }

    public EvaluationItemState State { get; set; }

    /// <summary>
    /// A hash of project, session and evaluator while the item is open, null afterwards. Its unique index is what keeps a
    /// thousand clicks, or two processes, from judging the same thing twice at a time.
    /// </summary>
    public string? OpenKey { get; set; }

    /// <summary>The job of the queue that took the item last.</summary>
    public string? Claim { get; set; }

    public string? Label { get; set; }

    /// <summary>The label of the verdict before this one, of the same evaluator on the same session; null when there was none.</summary>
    public string? PreviousLabel { get; set; }

    public double? Score { get; set; }

    public string? Explanation { get; set; }

    /// <summary>JSON: <c>[{"turn":1,"quote":"…","found":true}]</c>.</summary>
    public string? Evidence { get; set; }

    /// <summary>JSON: <c>[{"turn":1,"quote":"…"}]</c>, what looks as if it was written for the judge; null when nothing does.</summary>
    public string? Manipulation { get; set; }

    /// <summary>JSON: <c>[{"span_id":"…","label":"…","score":1,"explanation":"…"}]</c>, verdicts on single spans; null when there are none.</summary>
    public string? Spans { get; set; }

    public string? AnnotatorKind { get; set; }

    public string? Model { get; set; }

    public int? TurnCount { get; set; }

    public string? InputHash { get; set; }

    /// <summary>How the transcript was cut, as a sentence; null when the judge saw all of it.</summary>
    public string? Cut { get; set; }

    public NotJudgedReason? ReasonKind { get; set; }

    public string? Reason { get; set; }

    /// <summary>The request asked for a new verdict also where one on the same transcript is there.</summary>
    public bool Again { get; set; }

    /// <summary>The verdict is an earlier one on the same transcript: its tokens were not spent by this run.</summary>
    public bool TakenOver { get; set; }

    public long PromptTokens { get; set; }

    public long CompletionTokens { get; set; }

    /// <summary>Those of <see cref="PromptTokens"/> that the model's provider had cached.</summary>
    public long CachedTokens { get; set; }

    public long DurationMs { get; set; }

    /// <summary>The trace of the judge's own calls in the judges' project; null where no model was asked.</summary>
    public string? TraceId { get; set; }

    public int WriteAttempts { get; set; }

    /// <summary>Not written before this instant; null means at once.</summary>
    public long? NextWriteAt { get; set; }

    /// <summary>When the verdict was stored here.</summary>
    public long? JudgedAt { get; set; }

    public long CreatedAt { get; set; }

    public long UpdatedAt { get; set; }
}
