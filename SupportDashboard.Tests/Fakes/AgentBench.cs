using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportDashboard.Agent;
using SupportDashboard.Hosting;
using SupportDashboard.Llm;
using SupportDashboard.LocalModel;
using SupportDashboard.Phoenix;
using SupportDashboard.Tracing;

namespace SupportDashboard.Tests.Fakes;

/// <summary>The agent with everything it is made of, on a model of the test's choice; nothing else of the application runs.</summary>
internal sealed class AgentBench : IAsyncDisposable
{
    public const string Key = "sk-secret-of-the-test";

    private readonly IHost _host;
    private readonly DataFolder _folder;

    private AgentBench(IHost host, DataFolder folder) => (_host, _folder) = (host, folder);

    public SupportAgent Agent => _host.Services.GetRequiredService<SupportAgent>();

    public LlmClients Clients => _host.Services.GetRequiredService<LlmClients>();

    public IServiceProvider Services => _host.Services;

    /// <summary>What was logged, one line each.</summary>
    public LogLines Log => _host.Services.GetRequiredService<LogLines>();

    /// <summary>On the embedded model, which answers without pauses.</summary>
    public static Task<AgentBench> WithLocalModelAsync() => StartAsync(null, []);

    /// <summary>On a server that speaks OpenAI's API.</summary>
    public static Task<AgentBench> WithModelAsync(Uri endpoint, params (string Key, string Value)[] settings) => StartAsync(endpoint, settings);

    /// <summary>Runs a turn to its end.</summary>
    public async Task<IReadOnlyList<AgentEvent>> RunAsync(Conversation conversation, string message, CancellationToken? stop = null)
    {
        var events = new List<AgentEvent>();
        await foreach (var happened in Agent.RunTurnAsync(conversation, message, stop ?? TestContext.Current.CancellationToken))
        {
            events.Add(happened);
        }

        return events;
    }

    public static Conversation NewConversation() => new(Guid.NewGuid().ToString());

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
        Directory.Delete(_folder.Root, recursive: true);
    }

    private static async Task<AgentBench> StartAsync(Uri? endpoint, IReadOnlyList<(string Key, string Value)> settings)
    {
        var folder = DataFolder.Open(Directory.CreateTempSubdirectory("support-dashboard-agent-").FullName);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["LocalModel:PieceDelay"] = "00:00:00",
            ["Llm:Timeout"] = "00:00:10",
            ["Llm:MaxRetries"] = "0",
            ["OPENAI_BASE_URL"] = endpoint?.ToString(),
            ["OPENAI_API_KEY"] = endpoint is null ? null : Key,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<LogLines>();
        builder.Services.AddSingleton<ILoggerProvider>(static services => services.GetRequiredService<LogLines>());
        builder.Services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Debug));
        builder.AddLlm();
        builder.AddLocalModel();
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton<PhoenixConnection>();
        builder.Services.AddSingleton<TraceFeed>();
        builder.Services.AddSingleton<TraceExport>();
        builder.AddAgent();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new AgentBench(host, folder);
    }
}
