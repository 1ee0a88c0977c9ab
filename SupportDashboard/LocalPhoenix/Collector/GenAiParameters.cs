namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Gathers the request parameters of a GenAI span into OpenInference's one JSON text, and takes over the finish reason.</summary>
internal static class GenAiParameters
{
    private const string InvocationParameters = "llm.invocation_parameters";

    private static readonly (string From, string To)[] Names =
    [
        ("gen_ai.request.temperature", "temperature"),
        ("gen_ai.request.top_p", "top_p"),
        ("gen_ai.request.top_k", "top_k"),
        ("gen_ai.request.max_tokens", "max_tokens"),
        ("gen_ai.request.frequency_penalty", "frequency_penalty"),
        ("gen_ai.request.presence_penalty", "presence_penalty"),
        ("gen_ai.request.seed", "seed"),
        ("gen_ai.request.stream", "stream"),
        ("gen_ai.request.choice.count", "n"),
        ("gen_ai.request.stop_sequences", "stop"),
        ("gen_ai.request.encoding_formats", "encoding_formats"),
        ("gen_ai.output.type", "response_format"),
    ];

    public static void Apply(Dictionary<string, object?> attributes)
    {
        var parameters = new Dictionary<string, object?>();
        foreach (var (from, to) in Names)
        {
            if (attributes.GetValueOrDefault(from) is { } value)
            {
                parameters[to] = value;
            }
        }

        if (parameters.Count > 0)
        {
            attributes.TryAdd(InvocationParameters, JsonValues.ToText(parameters));
        }

        if (attributes.GetValueOrDefault("gen_ai.response.finish_reasons") is List<object?> reasons
            && reasons.OfType<string>().FirstOrDefault() is { } reason)
        {
            attributes.TryAdd("llm.finish_reason", reason);
        }
    }
}
