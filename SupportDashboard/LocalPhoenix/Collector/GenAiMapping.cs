using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// Adds to the <c>gen_ai.*</c> attributes of OpenTelemetry's GenAI conventions what they mean in OpenInference, so that
/// agents which know only those show proper transcripts. What was sent in OpenInference's own keys wins.
/// </summary>
internal static class GenAiMapping
{
    private const string Prefix = "gen_ai.";
    private const string KindKey = "openinference.span.kind";

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["chat"] = SpanKinds.Llm,
        ["text_completion"] = SpanKinds.Llm,
        ["generate_content"] = SpanKinds.Llm,
        ["embeddings"] = SpanKinds.Embedding,
        ["execute_tool"] = SpanKinds.Tool,
        ["retrieval"] = SpanKinds.Retriever,
        ["invoke_agent"] = SpanKinds.Agent,
        ["create_agent"] = SpanKinds.Agent,
    };

    private static readonly (string From, string To)[] Copies =
    [
        ("gen_ai.conversation.id", "session.id"),
        ("gen_ai.agent.name", "agent.name"),
        ("gen_ai.provider.name", "llm.provider"),
        ("gen_ai.system", "llm.provider"),
        ("gen_ai.provider.name", "llm.system"),
        ("gen_ai.system", "llm.system"),
        ("gen_ai.response.model", "llm.response.model_name"),
        ("gen_ai.tool.name", "tool.name"),
        ("gen_ai.tool.description", "tool.description"),
        ("gen_ai.tool.call.id", "tool.id"),
        ("gen_ai.tool.call.arguments", "tool.parameters"),
        ("gen_ai.usage.input_tokens", "llm.token_count.prompt"),
        ("gen_ai.usage.output_tokens", "llm.token_count.completion"),
        ("gen_ai.usage.cache_read.input_tokens", "llm.token_count.prompt_details.cache_read"),
        ("gen_ai.usage.cache_creation.input_tokens", "llm.token_count.prompt_details.cache_write"),
        ("gen_ai.retrieval.query.text", "input.value"),
    ];

    public static void Apply(Dictionary<string, object?> attributes)
    {
        if (!HasAny(attributes))
        {
            return;
        }

        var kind = KindOf(attributes);
        if (kind is not null)
        {
            attributes.TryAdd(KindKey, kind);
        }

        foreach (var (from, to) in Copies)
        {
            if (attributes.TryGetValue(from, out var value) && value is not null)
            {
                attributes.TryAdd(to, value);
            }
        }

        AddModel(attributes, kind);
        AddTotal(attributes);
        AddResult(attributes);
        GenAiParameters.Apply(attributes);
        GenAiMessages.Apply(attributes);
        GenAiLists.Apply(attributes);
    }

    // Asked for every span: without an enumerator on the heap.
    private static bool HasAny(Dictionary<string, object?> attributes)
    {
        foreach (var key in attributes.Keys)
        {
            if (key.StartsWith(Prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string? KindOf(Dictionary<string, object?> attributes)
    {
        if (attributes.TryGetValue("gen_ai.operation.name", out var operation))
        {
            return operation is string name ? Kinds.GetValueOrDefault(name) : null;
        }

        // Older senders name no operation: the keys tell.
        return attributes.Keys.Any(static key => key.StartsWith("gen_ai.tool.call.", StringComparison.Ordinal)) ? SpanKinds.Tool
            : attributes.Keys.Any(static key => key.StartsWith("gen_ai.retrieval.", StringComparison.Ordinal)) ? SpanKinds.Retriever
            : attributes.ContainsKey("gen_ai.request.encoding_formats") || attributes.ContainsKey("gen_ai.embeddings.dimension.count") ? SpanKinds.Embedding
            : attributes.ContainsKey("gen_ai.input.messages") || attributes.ContainsKey("gen_ai.output.messages") ? SpanKinds.Llm
            : null;
    }

    private static void AddModel(Dictionary<string, object?> attributes, string? kind)
    {
        if (attributes.TryGetValue("gen_ai.request.model", out var model) && model is string)
        {
            attributes.TryAdd(kind == SpanKinds.Embedding ? "embedding.model_name" : "llm.model_name", model);
        }
    }

    private static void AddTotal(Dictionary<string, object?> attributes)
    {
        if (attributes.GetValueOrDefault("gen_ai.usage.input_tokens") is long input
            && attributes.GetValueOrDefault("gen_ai.usage.output_tokens") is long output)
        {
            attributes.TryAdd("llm.token_count.total", unchecked(input + output));
        }
    }

    private static void AddResult(Dictionary<string, object?> attributes)
    {
        if (attributes.GetValueOrDefault("gen_ai.tool.call.result") is { } result)
        {
            attributes.TryAdd("output.value", result as string ?? JsonValues.ToText(result));
        }
    }
}
