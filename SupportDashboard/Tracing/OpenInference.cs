namespace SupportDashboard.Tracing;

/// <summary>
/// Attribute names of the OpenInference semantic conventions
/// (https://github.com/Arize-ai/openinference/blob/main/spec/semantic_conventions.md) and the few of our own that the Phoenix tutorial's agent adds.
/// </summary>
public static class OpenInference
{
    public const string ProjectName = "openinference.project.name";
    public const string SpanKind = "openinference.span.kind";
    public const string SessionId = "session.id";
    public const string UserId = "user.id";
    public const string Metadata = "metadata";
    public const string AgentName = "agent.name";

    public const string InputValue = "input.value";
    public const string InputMimeType = "input.mime_type";
    public const string OutputValue = "output.value";
    public const string OutputMimeType = "output.mime_type";

    public const string LlmSystem = "llm.system";
    public const string LlmProvider = "llm.provider";
    public const string LlmModelName = "llm.model_name";
    public const string LlmInvocationParameters = "llm.invocation_parameters";
    public const string LlmFinishReason = "llm.finish_reason";
    public const string LlmInputMessages = "llm.input_messages";
    public const string LlmOutputMessages = "llm.output_messages";
    public const string LlmTools = "llm.tools";
    public const string LlmTokensPrompt = "llm.token_count.prompt";
    public const string LlmTokensCompletion = "llm.token_count.completion";
    public const string LlmTokensTotal = "llm.token_count.total";
    public const string LlmTokensCacheRead = "llm.token_count.prompt_details.cache_read";
    public const string LlmTokensReasoning = "llm.token_count.completion_details.reasoning";

    public const string ToolName = "tool.name";
    public const string ToolDescription = "tool.description";
    public const string ToolParameters = "tool.parameters";
    public const string ToolId = "tool.id";

    public const string RetrievalDocuments = "retrieval.documents";

    public const string EmbeddingModelName = "embedding.model_name";
    public const string EmbeddingEmbeddings = "embedding.embeddings";

    /// <summary>The turn's number within its session, from 1 (the tutorial's name).</summary>
    public const string ConversationTurn = "conversation.turn";
    public const string ClassificationCategory = "classification.category";
    public const string ClassificationConfidence = "classification.confidence";
    public const string ClassificationReasoning = "classification.reasoning";
}
