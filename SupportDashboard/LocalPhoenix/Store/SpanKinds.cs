namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>The span kinds of OpenInference, and what counts as which.</summary>
internal static class SpanKinds
{
    public const string Llm = "LLM";
    public const string Tool = "TOOL";
    public const string Agent = "AGENT";
    public const string Retriever = "RETRIEVER";
    public const string Embedding = "EMBEDDING";
    public const string Unknown = "UNKNOWN";

    /// <summary>Everything a filter may ask for.</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>
    {
        Llm, "CHAIN", Tool, Retriever, Embedding, Agent, "RERANKER", "GUARDRAIL", "EVALUATOR", "PROMPT", Unknown,
    };

    /// <summary>The kind that a spelling stands for; what nobody knows is <see cref="Unknown"/>.</summary>
    public static string Normalize(string? sent)
    {
        var upper = sent?.ToUpperInvariant();
        return upper is not null && All.Contains(upper) ? upper : Unknown;
    }
}
