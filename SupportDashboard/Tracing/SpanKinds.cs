namespace SupportDashboard.Tracing;

/// <summary>The OpenInference span kinds that this application emits.</summary>
public static class SpanKinds
{
    public const string Agent = "AGENT";
    public const string Llm = "LLM";
    public const string Tool = "TOOL";
    public const string Retriever = "RETRIEVER";
    public const string Embedding = "EMBEDDING";
    public const string Evaluator = "EVALUATOR";
}
