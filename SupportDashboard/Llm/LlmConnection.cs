namespace SupportDashboard.Llm;

/// <summary>The model server in use: decided once when the application starts, before anything asks a model.</summary>
public sealed class LlmConnection
{
    private volatile Target? _target;

    /// <summary>Whether answers and verdicts come from the embedded rule-based model, which the screen must say.</summary>
    public bool IsEmbedded => Current.IsEmbedded;

    /// <summary>The base address of the OpenAI-compatible API, for example <c>https://api.openai.com/v1</c>.</summary>
    public Uri Endpoint => Current.Endpoint;

    /// <summary>The model that classifies and answers.</summary>
    public string ChatModel => Current.ChatModel;

    /// <summary>The model that judges.</summary>
    public string JudgeModel => Current.JudgeModel;

    /// <summary>The model that judges when a certain one is wanted; the embedded model stands for all.</summary>
    public string JudgeModelFor(string? wanted) => IsEmbedded || wanted is null ? JudgeModel : wanted;

    /// <summary>The model that makes vectors.</summary>
    public string EmbeddingModel => Current.EmbeddingModel;

    /// <summary>What a person reads: "Embedded model (rules)" or "gpt-4o-mini at api.openai.com".</summary>
    public string DisplayName => Current.IsEmbedded ? "Embedded model (rules)" : $"{Current.ChatModel} at {Current.Endpoint.Host}";

    /// <summary>Who runs the server, as OpenInference's <c>llm.provider</c> names it where the address tells.</summary>
    internal string Provider => Current.IsEmbedded ? "support-dashboard" : LlmProviders.NameOf(Current.Endpoint);

    /// <summary>Whose kind of model it is, as OpenInference's <c>llm.system</c>.</summary>
    internal string System => Current.IsEmbedded ? "local-rules" : LlmProviders.SystemOf(Provider, Current.ChatModel);

    internal string Key => Current.Key;

    private Target Current => _target ?? throw new InvalidOperationException("The model connection is used before the application has started.");

    internal void UseServer(Uri endpoint, string key, LlmOptions options) =>
        _target = new(false, endpoint, key, options.ChatModel, options.JudgeModel, options.EmbeddingModel);

    internal void UseEmbedded(Uri endpoint, string model) =>
        _target = new(true, endpoint, "embedded", model, model, model);

    // A class, not a record: a record's ToString would print the key.
    private sealed class Target(bool isEmbedded, Uri endpoint, string key, string chatModel, string judgeModel, string embeddingModel)
    {
        public bool IsEmbedded { get; } = isEmbedded;

        public Uri Endpoint { get; } = endpoint;

        public string Key { get; } = key;

        public string ChatModel { get; } = chatModel;

        public string JudgeModel { get; } = judgeModel;

        public string EmbeddingModel { get; } = embeddingModel;
    }
}
