using Microsoft.Extensions.Options;
using SupportDashboard.LocalModel;

namespace SupportDashboard.Llm;

/// <summary>
/// Decides which model is used: <c>OPENAI_BASE_URL</c> or <c>OPENAI_API_KEY</c> if either is set (a local server needs no key),
/// else the embedded model is started and used.
/// </summary>
internal sealed partial class LlmStartup(
    LlmConnection connection, LocalModelServer localModel, IConfiguration configuration, IOptions<LlmOptions> options, ILogger<LlmStartup> logger) : IHostedService
{
    private const string OpenAIAddress = "https://api.openai.com/v1";

    // Servers that want no key still get a header from the client, which refuses an empty one.
    private const string NoKey = "no-key";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var key = configuration["OPENAI_API_KEY"]?.Trim();
        var address = configuration["OPENAI_BASE_URL"]?.Trim();
        if (string.IsNullOrEmpty(key) && string.IsNullOrEmpty(address))
        {
            connection.UseEmbedded(await localModel.StartAsync(cancellationToken), LocalModelServer.ModelName);
            LogEmbedded(connection.Endpoint);
            return;
        }

        connection.UseServer(ParseAddress(address), string.IsNullOrEmpty(key) ? NoKey : key, options.Value);
        LogServer(connection.Endpoint.Host, connection.ChatModel, connection.JudgeModel, connection.EmbeddingModel);
    }

    public Task StopAsync(CancellationToken cancellationToken) => localModel.StopAsync(cancellationToken);

    private static Uri ParseAddress(string? address)
    {
        var text = string.IsNullOrEmpty(address) ? OpenAIAddress : address;
        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && (endpoint.Scheme is "http" or "https") && endpoint.UserInfo.Length == 0
            ? endpoint
            : throw new LlmAddressException("OPENAI_BASE_URL must be an absolute http or https address without a user name, for example http://localhost:11434/v1.");
    }

    [LoggerMessage(LogLevel.Information, "No OPENAI_API_KEY and no OPENAI_BASE_URL: answers and verdicts come from the embedded rule-based model at {Endpoint}.")]
    private partial void LogEmbedded(Uri endpoint);

    [LoggerMessage(LogLevel.Information, "Models at {Host}: {ChatModel} answers, {JudgeModel} judges, {EmbeddingModel} embeds.")]
    private partial void LogServer(string host, string chatModel, string judgeModel, string embeddingModel);
}
