using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Evaluations.JudgeTraces;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Evaluations.Rules;
using SupportDashboard.Hosting;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Tracing;

namespace SupportDashboard.Evaluations;

/// <summary>Registers the evaluators, the judge, the ledger and the runs.</summary>
internal static class EvaluationsRegistration
{
    private const int PostgresWriters = 4;

    public static void AddEvaluations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<EvaluationOptions>().BindConfiguration(EvaluationOptions.SectionName).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<EvaluationOptions>, EvaluationOptionsValidator>();
        AddLedger(builder.Services);
        AddRuns(builder.Services);
        AddRules(builder.Services);
    }

    private static void AddLedger(IServiceCollection services)
    {
        services.AddSingleton<EvaluatorBook>();
        services.AddSingleton<EvaluatorStore>();
        services.AddSingleton(static provider => DashboardDatabase.From(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<DataFolder>()));
        services.AddSingleton<IDbContextFactory<DashboardDbContext>, DashboardContexts>();
        services.AddSingleton(static provider => new LedgerDoor(
            provider.GetRequiredService<IDbContextFactory<DashboardDbContext>>(),
            provider.GetRequiredService<DashboardDatabase>().IsPostgres ? PostgresWriters : 1));
        services.AddSingleton<LedgerSteps>();
        services.AddSingleton<RunLedger>();
        services.AddSingleton<ItemLedger>();
        services.AddSingleton(static provider => new WriteLedger(
            provider.GetRequiredService<LedgerDoor>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<DashboardDatabase>().IsPostgres));
        services.AddSingleton<RunReader>();
        services.AddSingleton(static provider => new VerdictBook(provider.GetRequiredService<LedgerDoor>()));
        services.AddHostedService<LedgerStartup>();
        services.AddHostedService<LedgerNews>();
        services.AddSingleton<EvaluatorNews>();
        services.AddSingleton<ILedgerListener>(static provider => provider.GetRequiredService<EvaluatorNews>());
        services.AddHostedService(static provider => provider.GetRequiredService<EvaluatorNews>());
    }

    private static void AddRuns(IServiceCollection services)
    {
        services.AddSingleton<JudgeTracing>();
        services.AddSingleton<JudgeTraceExport>();
        services.AddSingleton<IUnsentTraces>(static provider => provider.GetRequiredService<JudgeTraceExport>());
        services.AddHostedService(static provider => provider.GetRequiredService<JudgeTraceExport>());
        services.AddSingleton(static provider => new JudgementReader(
            provider.GetRequiredService<IPhoenixClient>(),
            provider.GetRequiredService<PhoenixProjects>(),
            provider.GetRequiredService<PhoenixConnection>(),
            provider.GetRequiredService<JudgeTraceExport>(),
            provider.GetRequiredService<VerdictBook>(),
            provider.GetRequiredService<LlmPrices>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<JudgeCalls>();
        services.AddSingleton(static provider => new Judge(
            provider.GetRequiredService<JudgeCalls>(),
            provider.GetRequiredService<LlmConnection>(),
            provider.GetRequiredService<IOptions<EvaluationOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SessionJudge>();
        services.AddSingleton<EvaluationFeed>();
        services.AddSingleton<ILedgerListener>(static provider => provider.GetRequiredService<EvaluationFeed>());
        services.AddSingleton<VerdictDelivery>();
        services.AddSingleton<VerdictWriter>();
        services.AddSingleton<VerdictBadges>();
        services.AddSingleton<ItemWorker>();
        services.AddSingleton<RunPump>();
        services.AddSingleton<RunJob>();
        services.AddSingleton<RunQueue>();
        services.AddSingleton<RunDispatcher>();
        services.AddSingleton<RunWatch>();
        services.AddSingleton<ILedgerListener>(static provider => provider.GetRequiredService<RunWatch>());
        services.AddSingleton<ILedgerListener>(static provider => provider.GetRequiredService<VerdictWriter>());
        services.AddSingleton<ILedgerListener>(static provider => provider.GetRequiredService<VerdictBadges>());
        services.AddSingleton<RunEstimator>();
        services.AddSingleton(static provider => new EvaluationRuns(
            provider.GetRequiredService<RunLedger>(),
            provider.GetRequiredService<RunReader>(),
            provider.GetRequiredService<RunDispatcher>(),
            provider.GetRequiredService<RunEstimator>(),
            provider.GetRequiredService<EvaluationFeed>(),
            provider.GetRequiredService<EvaluatorBook>(),
            provider.GetRequiredService<IOptions<EvaluationOptions>>().Value));
        services.AddSingleton(static provider => new EvaluatorTrials(
            provider.GetRequiredService<SessionJudge>(),
            provider.GetRequiredService<Judge>(),
            provider.GetRequiredService<LlmConnection>(),
            provider.GetRequiredService<LlmPrices>(),
            provider.GetRequiredService<IOptions<EvaluationOptions>>().Value));
        services.AddTransient(static provider => new EvaluatorDesk(provider.GetRequiredService<EvaluatorBook>(), provider.GetRequiredService<EvaluatorStore>()));
        services.AddHostedService(static provider => provider.GetRequiredService<VerdictBadges>());
        services.AddHostedService(static provider => provider.GetRequiredService<VerdictWriter>());
        services.AddHostedService(static provider => provider.GetRequiredService<RunDispatcher>());
        services.AddHostedService(static provider => provider.GetRequiredService<RunWatch>());
    }

    private static void AddRules(IServiceCollection services)
    {
        services.AddSingleton<RuleLedger>();
        services.AddSingleton<RuleBudget>();
        services.AddSingleton<RuleFilter>();
        services.AddSingleton(static provider => new RuleStart(provider.GetRequiredService<EvaluationRuns>().StartAsync));
        services.AddSingleton<RuleRound>();
        services.AddSingleton(static provider => new EvaluationRules(
            provider.GetRequiredService<LedgerDoor>(), provider.GetRequiredService<EvaluatorBook>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ILedgerListener>(static provider => provider.GetRequiredService<EvaluationRules>());
        services.AddSingleton(static provider => new RuleReader(
            provider.GetRequiredService<LedgerDoor>(),
            provider.GetRequiredService<RuleLedger>(),
            provider.GetRequiredService<RuleBudget>(),
            provider.GetRequiredService<SessionQueries>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RuleService>();
        services.AddHostedService(static provider => provider.GetRequiredService<RuleService>());
    }
}
