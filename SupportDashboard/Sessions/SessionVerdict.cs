using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions;

/// <summary>A verdict on a session, by a judge or a person, as it stands in Phoenix.</summary>
public sealed record SessionVerdict
{
    /// <summary>The annotation's name.</summary>
    public required string Evaluator { get; init; }

    public string? Label { get; init; }

    public double? Score { get; init; }

    public string? Explanation { get; init; }

    /// <summary>LLM, CODE or HUMAN.</summary>
    public required string AnnotatorKind { get; init; }

    /// <summary>Who wrote it; empty for other tools' default.</summary>
    public string Identifier { get; init; } = "";

    public DateTimeOffset UpdatedAt { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>What in the conversation looks as if it was written for the judge; empty when nothing does.</summary>
    public IReadOnlyList<Evidence> Manipulation { get; init; } = [];

    public string? Model { get; init; }

    /// <summary>How many turns the session had when it was judged; null when the writer did not say.</summary>
    public int? TurnsSeen { get; init; }

    /// <summary>The session has turns that the judge did not see.</summary>
    public bool Stale { get; init; }

    /// <summary>The newest judge's verdict of this evaluator: the one that counts.</summary>
    public bool IsCurrent { get; init; }

    public int? EvaluatorVersion { get; init; }

    /// <summary>The evaluation run that wrote it.</summary>
    public string? RunId { get; init; }

    /// <summary>The trace of the judge's own calls, for <c>/evaluations/judgements/…</c>; null where the writer did not say. Any text: check it.</summary>
    public string? TraceId { get; init; }

    /// <summary>What the judge was sent, in tokens; null where the writer did not say.</summary>
    public long? PromptTokens { get; init; }

    /// <summary>What the judge wrote, in tokens.</summary>
    public long? CompletionTokens { get; init; }

    /// <summary>How long the judge took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>None of the sentences that it quotes stands in the conversation.</summary>
    public bool IsUnsupported => Evidence.Count > 0 && Evidence.All(static quote => !quote.Found);

    /// <summary>A person gave it.</summary>
    public bool IsHuman => AnnotatorKind == AnnotatorKinds.Human;

    /// <summary>Reads an annotation; its metadata may be anything, and what is not understood is left out.</summary>
    /// <param name="annotation">The annotation as Phoenix returned it.</param>
    /// <param name="currentTurns">How many turns the session has now.</param>
    public static SessionVerdict From(SessionAnnotation annotation, int currentTurns)
    {
        var metadata = new VerdictMetadata(annotation.Metadata);
        var turnsSeen = metadata.TurnsSeen;
        return new SessionVerdict
        {
            Evaluator = annotation.Name,
            Label = annotation.Result?.Label,
            Score = annotation.Result?.Score,
            Explanation = annotation.Result?.Explanation,
            AnnotatorKind = annotation.AnnotatorKind,
            Identifier = annotation.Identifier,
            UpdatedAt = annotation.UpdatedAt,
            Evidence = metadata.Evidence,
            Manipulation = metadata.Manipulation,
            Model = metadata.Model,
            TurnsSeen = turnsSeen,
            Stale = turnsSeen < currentTurns,
            EvaluatorVersion = metadata.EvaluatorVersion,
            RunId = metadata.RunId,
            TraceId = metadata.TraceId,
            PromptTokens = metadata.PromptTokens,
            CompletionTokens = metadata.CompletionTokens,
            Duration = metadata.Duration,
        };
    }
}
