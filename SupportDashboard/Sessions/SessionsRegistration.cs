using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Hosting;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Columns;
using SupportDashboard.Sessions.Export;
using SupportDashboard.Sessions.Indexing;
using SupportDashboard.Sessions.Syncing;
using SupportDashboard.Sessions.Transcripts;
using SupportDashboard.Sessions.Views;

namespace SupportDashboard.Sessions;

/// <summary>Registers the read model of sessions and its synchronization with Phoenix.</summary>
internal static class SessionsRegistration
{
    public static void AddSessions(this IHostApplicationBuilder builder)
    {
        var options = new SyncOptions();
        builder.Configuration.GetSection(SyncOptions.SectionName).Bind(options);
        builder.Services.AddSingleton(options);
        builder.Services.AddSessionIndex();
        builder.Services.AddHostedService<ColumnsKeeper>();
        builder.Services.AddSingleton(static provider => new SavedViews(provider.GetRequiredService<LedgerDoor>(), provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<ILedgerListener>(static provider => provider.GetRequiredService<SavedViews>());
        builder.Services.AddHostedService(static provider => provider.GetRequiredService<SessionSync>());
    }

    /// <summary>Everything but the start of the synchronization. The public types have internal constructors: what they need is not for others.</summary>
    internal static void AddSessionIndex(this IServiceCollection services)
    {
        services.AddSingleton(static provider => IndexDatabase.Open(
            provider.GetRequiredService<DataFolder>().File("index.db"), provider.GetRequiredService<ILogger<IndexDatabase>>()));
        services.AddSingleton<IndexFeed>();
        services.AddSingleton<SyncStatus>();
        services.AddSingleton<SyncFeeds>();
        services.AddSingleton<SpanPages>();
        services.AddSingleton<HeadFollower>();
        services.AddSingleton<GapFiller>();
        services.AddSingleton<SpanSync>();
        services.AddSingleton<TextSync>();
        services.AddSingleton<AnnotationFollower>();
        services.AddSingleton<ScreenSessions>();
        services.AddSingleton<AnnotationSync>();
        services.AddSingleton<TraceLister>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<ComparisonSync>();
        services.AddSingleton<IndexSource>();
        services.AddSingleton<ProjectSync>();
        services.AddSingleton<FollowedProjects>();
        services.AddSingleton<SessionCheck>();
        services.TryAddSingleton<LlmPrices>();
        services.AddSingleton(static provider => Memory(provider));
        services.AddSingleton<SessionRows>();
        services.AddSingleton<SessionSizes>();
        services.AddSingleton<SessionFailures>();
        services.AddSingleton(static provider => new SessionQueries(
            provider.GetRequiredService<IndexDatabase>(),
            provider.GetRequiredService<SessionMemory>(),
            provider.GetRequiredService<SessionRows>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => new SessionExport(ExportSource.Of(provider.GetRequiredService<SessionQueries>(), provider.GetRequiredService<EvaluatorBook>())));
        services.AddSingleton<ExportDesk>();
        services.AddSingleton(static provider => new FirstTurns(provider.GetRequiredService<IndexDatabase>()));
        services.AddSingleton(static provider => new SessionAnnotationReader(
            provider.GetRequiredService<AnnotationFollower>(), provider.GetRequiredService<IndexFeed>()));
        services.AddSingleton<SessionFinder>();
        services.AddSingleton<TraceSpans>();
        services.AddSingleton<TranscriptBatch>();
        services.AddSingleton(static provider => new TranscriptReader(
            provider.GetRequiredService<SessionFinder>(),
            provider.GetRequiredService<TraceSpans>(),
            provider.GetRequiredService<PhoenixProjects>(),
            provider.GetRequiredService<AnnotationFollower>(),
            provider.GetRequiredService<SessionCheck>(),
            provider.GetRequiredService<TranscriptBatch>()));
        services.AddSingleton(static provider => new SessionSync(
            provider.GetRequiredService<ProjectSync>(),
            provider.GetRequiredService<FollowedProjects>(),
            provider.GetRequiredService<ScreenSessions>(),
            provider.GetRequiredService<PhoenixConnection>(),
            provider.GetRequiredService<TraceFeed>(),
            provider.GetRequiredService<SyncOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SessionSync>>()));
    }

    // Whoever shows sessions asks again once the figures are there.
    private static SessionMemory Memory(IServiceProvider provider)
    {
        var memory = new SessionMemory(
            provider.GetRequiredService<IndexDatabase>(), provider.GetRequiredService<LlmPrices>(), provider.GetRequiredService<ILogger<SessionMemory>>());
        memory.Loaded += provider.GetRequiredService<IndexFeed>().Publish;
        return memory;
    }
}
