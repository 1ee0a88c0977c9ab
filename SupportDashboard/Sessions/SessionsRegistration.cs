namespace SupportDashboard.Sessions;

/// <summary>Registers the read model of sessions and its synchronization with Phoenix.</summary>
internal static class SessionsRegistration
{
    public static void AddSessions(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions();
}
