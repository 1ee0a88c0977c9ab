namespace SupportDashboard.Llm;

/// <summary>Names the operator of a model server by its address, in OpenInference's words (llm.provider) where it has one.</summary>
internal static class LlmProviders
{
    private const int OllamaPort = 11434;

    private static readonly (string Suffix, string Name)[] Known =
    [
        ("openai.azure.com", "azure"), ("azure.com", "azure"), ("openai.com", "openai"), ("groq.com", "groq"), ("mistral.ai", "mistralai"),
        ("deepseek.com", "deepseek"), ("x.ai", "xai"), ("together.xyz", "together"), ("fireworks.ai", "fireworks"), ("cerebras.ai", "cerebras"),
        ("perplexity.ai", "perplexity"), ("moonshot.ai", "moonshot"), ("googleapis.com", "google"), ("anthropic.com", "anthropic"), ("amazonaws.com", "aws"),
    ];

    private static readonly (string Part, string Name)[] Families =
    [
        ("gpt", "openai"), ("claude", "anthropic"), ("llama", "meta"), ("mistral", "mistralai"), ("mixtral", "mistralai"), ("deepseek", "deepseek"),
        ("grok", "xai"), ("gemini", "vertexai"), ("command", "cohere"),
    ];

    public static string NameOf(Uri endpoint)
    {
        foreach (var (suffix, name) in Known)
        {
            if (endpoint.Host.Equals(suffix, StringComparison.OrdinalIgnoreCase) || endpoint.Host.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        return endpoint.Port == OllamaPort ? "ollama" : endpoint.Host;
    }

    /// <summary>The family of the model by its name; a server that hides it is named after its dialect.</summary>
    public static string SystemOf(string provider, string model)
    {
        foreach (var (part, name) in Families)
        {
            if (model.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        return provider is "mistralai" or "deepseek" or "xai" or "anthropic" ? provider : "openai";
    }
}
