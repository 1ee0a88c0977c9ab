using System.Diagnostics;

namespace SupportDashboard.Tracing;

/// <summary>Opens the OpenInference spans that the support agent emits, one trace per turn.</summary>
public static class AgentTracing
{
    /// <summary>The only source that the Phoenix pipeline listens to.</summary>
    public const string SourceName = "SupportDashboard.Agent";

    private const string RootName = "support-agent";

    // Nobody signs in yet; a pseudonym keeps the attribute's meaning for the day they do.
    private const string LocalUser = "local";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>
    /// Starts the root span of a turn. Blazor opens an activity around the click as soon as anything listens to its source; a turn must never
    /// become the child of that, so the ambient activity is dropped first.
    /// </summary>
    public static TraceSpan StartTurn(string sessionId, int turn, string message, TimeProvider clock)
    {
        Activity.Current = null;
        var span = Start(default, RootName, SpanKinds.Agent, sessionId, clock);
        span.Set(OpenInference.AgentName, RootName);
        span.Set(OpenInference.ConversationTurn, turn);
        span.SetInput(message);
        return span;
    }

    /// <summary>Starts the span of a model call.</summary>
    public static TraceSpan StartLlm(TraceSpan parent, string name, TimeProvider clock) => StartChild(parent, name, SpanKinds.Llm, clock);

    /// <summary>Starts the span of a tool call; <paramref name="arguments"/> is the JSON text that the model wrote.</summary>
    public static TraceSpan StartTool(TraceSpan parent, string name, string description, string callId, string arguments, TimeProvider clock)
    {
        var span = StartChild(parent, name, SpanKinds.Tool, clock);
        span.Set(OpenInference.ToolName, name);
        span.Set(OpenInference.ToolDescription, description);
        span.Set(OpenInference.ToolId, callId);
        span.Set(OpenInference.ToolParameters, arguments);
        span.SetInput(arguments, MimeTypes.Json);
        return span;
    }

    /// <summary>Starts the span of a search in the knowledge base.</summary>
    public static TraceSpan StartRetriever(TraceSpan parent, string query, TimeProvider clock)
    {
        var span = StartChild(parent, "faq-retrieval", SpanKinds.Retriever, clock);
        span.SetInput(query);
        return span;
    }

    /// <summary>Starts the span of an embedding call (OpenInference fixes its name).</summary>
    public static TraceSpan StartEmbedding(TraceSpan parent, string text, string model, TimeProvider clock)
    {
        var span = StartChild(parent, "CreateEmbeddings", SpanKinds.Embedding, clock);
        span.SetInput(text);
        span.Set(OpenInference.EmbeddingModelName, model);
        span.Set($"{OpenInference.EmbeddingEmbeddings}.0.embedding.text", text);
        return span;
    }

    private static TraceSpan StartChild(TraceSpan parent, string name, string kind, TimeProvider clock) =>
        Start(parent.Activity?.Context ?? default, name, kind, parent.SessionId, clock);

    private static TraceSpan Start(ActivityContext parent, string name, string kind, string sessionId, TimeProvider clock)
    {
        var span = new TraceSpan(Source.StartActivity(name, ActivityKind.Internal, parent), kind, name, sessionId, clock);
        span.Set(OpenInference.SpanKind, kind);
        span.Set(OpenInference.SessionId, sessionId);
        span.Set(OpenInference.UserId, LocalUser);
        return span;
    }
}
