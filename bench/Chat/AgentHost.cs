using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportDashboard.Agent;
using SupportDashboard.Bench.Load;
using SupportDashboard.Hosting;
using SupportDashboard.Llm;
using SupportDashboard.LocalModel;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.Phoenix;
using SupportDashboard.Tracing;

namespace SupportDashboard.Bench.Chat;

/// <summary>The agent with its model, its tracing and an embedded Phoenix, all as in the application; only the pages are missing.</summary>
internal sealed class AgentHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly ScratchFolder _scratch;

    private AgentHost(IHost host, ScratchFolder scratch) => (_host, _scratch) = (host, scratch);

    public SupportAgent Agent => _host.Services.GetRequiredService<SupportAgent>();

    /// <summary>The base address of the model's API.</summary>
    public Uri Model => _host.Services.GetRequiredService<LlmConnection>().Endpoint;

    public PhoenixConnection Phoenix => _host.Services.GetRequiredService<PhoenixConnection>();

    /// <summary>On the embedded model, with settings of the application.</summary>
    public static async Task<AgentHost> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings, CancellationToken cancellationToken)
    {
        var scratch = new ScratchFolder();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([
            new(DataFolder.ConfigurationKey, scratch.Path),
            new("LocalPhoenix:Enabled", "true"),
            new("LocalPhoenix:Port", "0"),
            new("LocalPhoenix:GrpcPort", "0"),
        ]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddDataFolder();
        builder.AddLlm();
        builder.AddLocalModel();
        builder.AddLocalPhoenix();
        builder.AddPhoenix();
        builder.AddTracing();
        builder.AddAgent();
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new AgentHost(host, scratch);
    }

    public static Conversation NewConversation() => new(Guid.NewGuid().ToString());

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _scratch.Dispose();
    }
}
