using Microsoft.Extensions.Options;
using SupportDashboard.Llm.Limits;

namespace SupportDashboard.Llm;

/// <summary>Registers the one OpenAI client that the agent and the judges share.</summary>
internal static class LlmRegistration
{
    public static void AddLlm(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LlmOptions>().BindConfiguration(LlmOptions.SectionName).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<LlmOptions>, LlmOptionsValidator>();
        builder.Services.AddSingleton<LlmConnection>();
        builder.Services.AddSingleton<LlmClients>();
        builder.Services.AddSingleton<LlmPrices>();
        builder.Services.AddSingleton<ModelLimiters>();
        builder.Services.AddHostedService<LlmStartup>();
    }
}
