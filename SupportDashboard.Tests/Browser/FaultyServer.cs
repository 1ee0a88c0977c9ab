using Microsoft.Extensions.DependencyInjection;
using SupportDashboard.Evaluations;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Fakes;
using SupportDashboard.Tests.Integration;

namespace SupportDashboard.Tests.Browser;

/// <summary>
/// The application configured for a Phoenix and a model elsewhere, which are the embedded ones of a second instance, each behind a
/// proxy that can be told to fail.
/// </summary>
public sealed class FaultyServer : IAsyncLifetime
{
    private readonly DashboardServer _back = new();
    private DashboardServer? _front;
    private FaultyProxy? _phoenix;
    private FaultyProxy? _model;

    public Uri Address => _front!.Address;

    public EvaluationRuns Runs => _front!.Services.GetRequiredService<EvaluationRuns>();

    internal FaultyProxy Phoenix => _phoenix!;

    internal FaultyProxy Model => _model!;

    public async ValueTask InitializeAsync()
    {
        _phoenix = await FaultyProxy.StartAsync(_back.Services.GetRequiredService<PhoenixConnection>().Endpoint);
        _model = await FaultyProxy.StartAsync(_back.Services.GetRequiredService<LlmConnection>().Endpoint);
        _front = new DashboardServer(
            ("LocalPhoenix:Enabled", "false"),
            ("PHOENIX_ENDPOINT", _phoenix.Address.AbsoluteUri),
            ("OPENAI_BASE_URL", new Uri(_model.Address, "/v1").AbsoluteUri),
            ("Llm:ChatModel", "local-rules-1"),
            ("Llm:JudgeModel", "local-rules-1"),
            ("Llm:EmbeddingModel", "local-rules-1"),
            ("Llm:MaxRetries", "0"));
    }

    /// <summary>Ends every fault.</summary>
    public void Heal() => (Phoenix.Fault, Model.Fault) = (ProxyFault.None, ProxyFault.None);

    public async ValueTask DisposeAsync()
    {
        Heal();
        await _front!.DisposeAsync();
        await _phoenix!.DisposeAsync();
        await _model!.DisposeAsync();
        await _back.DisposeAsync();
    }
}
