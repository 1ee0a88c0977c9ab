using Microsoft.Extensions.Options;

namespace SupportDashboard.LocalModel;

/// <summary>Registers the embedded model, which is started only when no real one is configured.</summary>
internal static class LocalModelRegistration
{
    public static void AddLocalModel(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LocalModelOptions>().BindConfiguration(LocalModelOptions.SectionName).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<LocalModelOptions>, LocalModelOptionsValidator>();
        builder.Services.AddSingleton<LocalModelServer>();
    }
}
