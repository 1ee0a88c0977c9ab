using Microsoft.Extensions.Options;

namespace SupportDashboard.LocalPhoenix;

/// <summary>Registers the embedded Phoenix, which is started only when no real one is found.</summary>
internal static class LocalPhoenixRegistration
{
    public static void AddLocalPhoenix(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LocalPhoenixOptions>().BindConfiguration(LocalPhoenixOptions.SectionName)
            .Configure<IConfiguration>(static (options, configuration) => options.Keys = ApiKeys.Parse(configuration[ApiKeys.ConfigurationKey]))
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<LocalPhoenixOptions>, LocalPhoenixOptionsValidator>();
        builder.Services.AddSingleton<LocalPhoenixServer>();
    }
}
