using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Hosting;

namespace SupportDashboard.Evaluations;

/// <summary>Registers the evaluators, the judge, the ledger and the runs.</summary>
internal static class EvaluationsRegistration
{
    /// <summary>The dashboard's own database in the data folder.</summary>
    public const string DatabaseName = "dashboard.db";

    public static void AddEvaluations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<EvaluationOptions>().BindConfiguration(EvaluationOptions.SectionName).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<EvaluationOptions>, EvaluationOptionsValidator>();
        AddLedger(builder.Services);
        AddRuns(builder.Services);
    }

    private static void AddLedger(IServiceCollection services)
    {
        services.AddPooledDbContextFactory<DashboardDbContext>(static (provider, context) =>
            context.UseSqlite($"Data Source={provider.GetRequiredService<DataFolder>().File(DatabaseName)}"));
        services.AddSingleton<LedgerDoor>();
        services.AddSingleton<RunLedger>();
        services.AddSingleton<ItemLedger>();
        services.AddSingleton<WriteLedger>();
        services.AddSingleton<RunReader>();
        services.AddHostedService<LedgerStartup>();
    }

    private static void AddRuns(IServiceCollection services)
    {
        services.AddSingleton<Judge>();
        services.AddSingleton<SessionJudge>();
        services.AddSingleton<JudgeSlots>();
        services.AddSingleton<EvaluationFeed>();
        services.AddSingleton<VerdictDelivery>();
        services.AddSingleton<VerdictWriter>();
        services.AddSingleton<ItemWorker>();
        services.AddSingleton<RunJob>();
        services.AddSingleton<RunDispatcher>();
        services.AddSingleton(static provider => new EvaluationRuns(
            provider.GetRequiredService<RunLedger>(),
            provider.GetRequiredService<RunReader>(),
            provider.GetRequiredService<RunDispatcher>(),
            provider.GetRequiredService<EvaluationFeed>(),
            provider.GetRequiredService<IOptions<EvaluationOptions>>().Value));
        services.AddHostedService(static provider => provider.GetRequiredService<VerdictWriter>());
        services.AddHostedService(static provider => provider.GetRequiredService<RunDispatcher>());
    }
}
