namespace SupportDashboard.Sessions;

/// <summary>Registers the read model of sessions and its synchronization with Phoenix.</summary>
internal static class SessionsRegistration
{
    public static void AddSessions(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IndexFeed>();
        builder.Services.AddSingleton<SyncStatus>();
        builder.Services.AddSingleton<SessionQueries>();
        builder.Services.AddSingleton<TranscriptReader>();
        builder.Services.AddSingleton<SessionAnnotationReader>();
        builder.Services.AddSingleton<SessionSync>();
        builder.Services.AddHostedService(static provider => provider.GetRequiredService<SessionSync>());
    }
}
