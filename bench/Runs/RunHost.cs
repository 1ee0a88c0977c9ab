using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportDashboard.Bench.Load;
using SupportDashboard.Evaluations;
using SupportDashboard.Hosting;
using SupportDashboard.Llm;
using SupportDashboard.LocalModel;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.Phoenix;
using SupportDashboard.Review;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Indexing;
using SupportDashboard.Sessions.Syncing;

namespace SupportDashboard.Bench.Runs;

/// <summary>Evaluations with their ledger, the index and an embedded Phoenix full of conversations, all as in the application; only the pages are missing.</summary>
internal sealed class RunHost : IAsyncDisposable
{
    private const int AttributeBytes = 1024;
    private const int Batch = 512;
    private const int Clients = 4;

    private readonly IHost _host;

    private RunHost(IHost host) => _host = host;

    public EvaluationRuns Runs => Get<EvaluationRuns>();

    /// <summary>Starts on a folder, which may hold what an earlier host left there.</summary>
    public static async Task<RunHost> StartAsync(RunSetup setup, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([
            new(DataFolder.ConfigurationKey, setup.Folder),
            new("PHOENIX_PROJECT_NAME", LoadSpans.Project),
            new("OPENAI_BASE_URL", setup.Judge.ToString()),
            new("LocalPhoenix:Enabled", "true"),
            new("LocalPhoenix:Port", "0"),
            new("LocalPhoenix:GrpcPort", "0"),
            new("Evaluations:Concurrency", setup.Concurrency.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("Evaluations:TraceJudges", setup.Traces ? "true" : "false"),
            new(Evaluations.Ledger.DashboardDatabase.ConnectionKey, setup.Postgres),
            new($"{SyncOptions.SectionName}:ImportWindow", "3650.00:00:00"),
        ]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddDataFolder();
        builder.AddLlm();
        builder.AddLocalModel();
        builder.AddLocalPhoenix();
        builder.AddPhoenix();
        builder.AddSessions();
        builder.AddEvaluations();
        builder.AddReview();
        var host = builder.Build();
        if (!setup.Follows)
        {
            host.Services.GetRequiredService<SyncOptions>().ImportWindow = TimeSpan.Zero;
        }

        await host.StartAsync(cancellationToken);
        return new RunHost(host);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Sends conversations to Phoenix and returns their ids.</summary>
    public async Task<IReadOnlyList<string>> SeedAsync(int sessions, int turns, CancellationToken cancellationToken)
    {
        var load = new LoadSpans(AttributeBytes, turns);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var traces = new Uri(Get<PhoenixConnection>().Endpoint, "/v1/traces");
        foreach (var part in load.Endless().Take(sessions * load.PerSession).Chunk(Batch * 40))
        {
            ids.UnionWith(part.Select(static span => span.SessionId));
            await OtlpClients.SendAsync(traces, OtlpBody.Encode(part, Batch), Clients, cancellationToken);
        }

        return [.. ids];
    }

    /// <summary>Waits until the index has all of a number of sessions, and nothing is left to catch up with that would run beside a measurement.</summary>
    public async Task IndexedAsync(int sessions, CancellationToken cancellationToken)
    {
        using var watching = Get<SessionSync>().Watch(LoadSpans.Project);
        while ((await Get<SessionQueries>().PageAsync(new SessionQuery(LoadSpans.Project, SessionFilter.None, Limit: 1), cancellationToken)).Total < sessions
            || await Get<IndexDatabase>().ReadAsync(IsBehind, cancellationToken))
        {
            await Task.Delay(200, cancellationToken);
        }
    }

    /// <summary>Judges the sessions and returns how long it took from the click to the last annotation in Phoenix.</summary>
    public async Task<TimeSpan> RunAsync(IReadOnlyList<string> sessions, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var runId = await Runs.StartAsync(new EvaluationRequest(LoadSpans.Project, sessions, [EvaluatorCatalog.ResolutionStatus.Name], Again: true), cancellationToken);
        var runs = Get<Evaluations.Ledger.RunLedger>();
        while ((await runs.FindAsync(runId, cancellationToken))!.State == EvaluationRunState.Running)
        {
            await Task.Delay(20, cancellationToken);
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        var run = (await Runs.FindAsync(runId, cancellationToken))!;
        return run.Written == sessions.Count ? elapsed : throw new InvalidOperationException($"Only {run.Written} of {sessions.Count} verdicts were written: {string.Join(' ', run.Reasons.Keys)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private static bool IsBehind(SqliteConnection index) =>
        PendingTexts.Any(index) || index.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM session WHERE annotated_us = 0)");
}
