using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace SupportDashboard.Llm;

/// <summary>
/// The official OpenAI client, set up once for everybody who asks a model: one connection pool, one timeout.
/// Calls throw what the client throws; <see cref="LlmErrors.Translate"/> makes sentences of it.
/// </summary>
public sealed class LlmClients : IDisposable
{
    private readonly HttpClient _http;
    private readonly Lazy<ChatClient> _chat;
    private readonly Lazy<OpenAIClient> _judges;
    private readonly ConcurrentDictionary<string, ChatClient> _named = new(StringComparer.Ordinal);
    private readonly Lazy<EmbeddingClient> _embeddings;

    public LlmClients(LlmConnection connection, IOptions<LlmOptions> options)
    {
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.Value.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            // The client's own network timeout governs; HttpClient's would end a long stream.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var client = new Lazy<OpenAIClient>(() => Connect(connection, options.Value, new LlmRetryPolicy(options.Value)));
        _judges = new(() => Connect(connection, options.Value, new ClientRetryPolicy(0)));
        _chat = new(() => client.Value.GetChatClient(connection.ChatModel));
        _embeddings = new(() => client.Value.GetEmbeddingClient(connection.EmbeddingModel));
    }

    /// <summary>Classifies and answers.</summary>
    public ChatClient Chat => _chat.Value;

    /// <summary>
    /// Judges, by the model's name: evaluators can have one of their own. It asks once: nobody waits for the answer, so who asks decides with the limiter
    /// when to ask again.
    /// </summary>
    public ChatClient JudgeNamed(string model) => _named.GetOrAdd(model, static (name, client) => client.Value.GetChatClient(name), _judges);

    /// <summary>Makes vectors.</summary>
    public EmbeddingClient Embeddings => _embeddings.Value;

    public void Dispose() => _http.Dispose();

    private OpenAIClient Connect(LlmConnection connection, LlmOptions options, PipelinePolicy retries)
    {
        var settings = new OpenAIClientOptions
        {
            Endpoint = connection.Endpoint,
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = retries,
            NetworkTimeout = options.Timeout,
        };
        settings.AddPolicy(new LlmAttempts(), PipelinePosition.PerTry);
        return new(new ApiKeyCredential(connection.Key), settings);
    }
}
