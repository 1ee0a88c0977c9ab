namespace SupportDashboard.Phoenix;

/// <summary>Registers the client side of Phoenix and decides at start which server is used.</summary>
internal static class PhoenixRegistration
{
    public static void AddPhoenix(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions();
}
