namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>What a judge was shown for one verdict, and what it answered.</summary>
public sealed record Judgement
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>What the ledger knows of the verdict; null where it has none with this trace.</summary>
    public JudgementFacts? Facts { get; init; }

    /// <summary>The requests to the model, in their order; empty when Phoenix does not have the trace (any more).</summary>
    public IReadOnlyList<JudgementTry> Tries { get; init; } = [];

    /// <summary>Why Phoenix could not be asked, as a sentence.</summary>
    public string? Error { get; init; }

    /// <summary>The trace in Phoenix's own pages; null with the embedded one, which has none.</summary>
    public Uri? InPhoenix { get; init; }
}
