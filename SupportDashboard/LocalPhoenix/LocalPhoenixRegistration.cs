using Microsoft.Extensions.Options;

namespace SupportDashboard.LocalPhoenix;

/// <summary>Registers the embedded Phoenix, which is started only when no real one is found.</summary>
internal static class LocalPhoenixRegistration
{
    public static void AddLocalPhoenix(this IHostApplicationBuilder builder)
    {
        // An address that must not be listened on is refused also when another Phoenix is found: the next start may be without it.
        builder.Services.AddOptions<LocalPhoenixOptions>().BindConfiguration(LocalPhoenixOptions.SectionName)
            .Configure<IConfiguration>(static (options, configuration) => options.Keys = ApiKeys.Parse(configuration[ApiKeys.ConfigurationKey]))
            .PostConfigure(static options => _ = options.Listen)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<LocalPhoenixOptions>, LocalPhoenixOptionsValidator>();
        builder.Services.AddSingleton<LocalPhoenixServer>();
    }
}
