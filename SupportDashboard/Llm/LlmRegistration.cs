namespace SupportDashboard.Llm;

/// <summary>Registers the one OpenAI client that the agent and the judges share.</summary>
internal static class LlmRegistration
{
    public static void AddLlm(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions();
}
