using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace SupportDashboard.Llm;

/// <summary>
/// The official OpenAI client, set up once for everybody who asks a model: one connection pool, one timeout, one retry policy.
/// Calls throw what the client throws; <see cref="LlmErrors.Translate"/> makes sentences of it.
/// </summary>
public sealed class LlmClients : IDisposable
{
    private readonly HttpClient _http;
    private readonly Lazy<ChatClient> _chat;
    private readonly Lazy<ChatClient> _judge;
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
        var client = new Lazy<OpenAIClient>(() => Connect(connection, options.Value));
        _chat = new(() => client.Value.GetChatClient(connection.ChatModel));
        _judge = new(() => client.Value.GetChatClient(connection.JudgeModel));
        _embeddings = new(() => client.Value.GetEmbeddingClient(connection.EmbeddingModel));
    }

    /// <summary>Classifies and answers.</summary>
    public ChatClient Chat => _chat.Value;

    /// <summary>Judges sessions.</summary>
    public ChatClient Judge => _judge.Value;

    /// <summary>Makes vectors.</summary>
    public EmbeddingClient Embeddings => _embeddings.Value;

    public void Dispose() => _http.Dispose();

    private OpenAIClient Connect(LlmConnection connection, LlmOptions options) => new(
        new ApiKeyCredential(connection.Key),
        new OpenAIClientOptions
        {
            Endpoint = connection.Endpoint,
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = new LlmRetryPolicy(options),
            NetworkTimeout = options.Timeout,
        });
}
