namespace SupportDashboard.Evaluations;

/// <summary>What a request to judge will ask of the model, before it is made. Tokens are about a quarter of the characters that will be sent.</summary>
public sealed record EvaluationEstimate
{
    /// <summary>Number of conversations.</summary>
    public required int Sessions { get; init; }

    /// <summary>Verdicts that are asked for, of the model and of code.</summary>
    public required int Verdicts { get; init; }

    /// <summary>Those that the same version gave on as many turns already; they are taken over without a call. About, where many were asked for.</summary>
    public required int AlreadyJudged { get; init; }

    /// <summary>Calls to the model.</summary>
    public required int Calls { get; init; }

    /// <summary>Tokens that are sent.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>Tokens that come back: as many as earlier verdicts took, where there are some.</summary>
    public required long CompletionTokens { get; init; }

    /// <summary>USD by list prices; null when the model's price is not known.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>The judge's model.</summary>
    public required string Model { get; init; }
}
