using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportDashboard.Evaluations;
using SupportDashboard.Hosting;
using SupportDashboard.Llm;
using SupportDashboard.LocalModel;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.Phoenix;
using SupportDashboard.Review;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>The application without its pages and its agent. Disposed and started again on the same folder, it is a restart.</summary>
internal sealed class EvaluationApp : IAsyncDisposable
{
    public const string Project = "support-bot";

    private readonly IHost _host;

    private EvaluationApp(IHost host) => _host = host;

    public EvaluationRuns Runs => Get<EvaluationRuns>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts with a scripted Phoenix and a scripted model.</summary>
    public static Task<EvaluationApp> StartAsync(string folder, ScriptedPhoenix phoenix, ScriptedJudge judge, Dictionary<string, string?>? settings = null) => StartAsync(
        folder,
        new(settings ?? [])
        {
            ["PHOENIX_ENDPOINT"] = phoenix.Endpoint,
            ["OPENAI_BASE_URL"] = judge.Endpoint.ToString(),
            ["Llm:MaxRetries"] = "0",
        });

    /// <summary>Starts with the embedded Phoenix and the embedded model, unless the settings say otherwise.</summary>
    public static async Task<EvaluationApp> StartAsync(string folder, Dictionary<string, string?> settings)
    {
        // Without defaults: the environment of the machine does not reach in.
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["SUPPORTDASHBOARD_DATA"] = folder,
            ["PHOENIX_PROJECT_NAME"] = Project,
            ["LocalPhoenix:Port"] = "0",
            ["LocalPhoenix:GrpcPort"] = "0",
            ["Evaluations:Concurrency"] = "4",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddDataFolder();
        builder.AddLlm();
        builder.AddLocalModel();
        builder.AddLocalPhoenix();
        builder.AddPhoenix();
        builder.AddSessions();
        builder.AddEvaluations();
        builder.AddReview();
        var app = new EvaluationApp(builder.Build());
        await app._host.StartAsync(Token);
        return app;
    }

    public static EvaluationRequest Request(params string[] sessions) =>
        new(Project, sessions, [.. EvaluatorCatalog.Standard.Select(static evaluator => evaluator.Name)], Again: false);

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<Guid> EvaluateAsync(params string[] sessions) => Runs.StartAsync(Request(sessions), Token);

    public async Task<EvaluationRun> FindAsync(Guid runId) => (await Runs.FindAsync(runId, Token))!;

    public Task WaitAsync(Guid runId, Func<EvaluationRun, bool> condition) =>
        Eventually.BecomesTrueAsync(async () => condition(await FindAsync(runId)), Token);

    public async Task<EvaluationRun> CompleteAsync(Guid runId)
    {
        await WaitAsync(runId, static run => run.State == EvaluationRunState.Completed);
        return await FindAsync(runId);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(Token);
        await ((IAsyncDisposable)_host).DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
