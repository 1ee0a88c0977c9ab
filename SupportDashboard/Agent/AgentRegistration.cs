namespace SupportDashboard.Agent;

/// <summary>Registers the support agent and its conversations.</summary>
internal static class AgentRegistration
{
    public static void AddAgent(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions();
}
