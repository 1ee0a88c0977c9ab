using Microsoft.Extensions.Options;

namespace SupportDashboard.Agent;

/// <summary>Registers the support agent and its conversations.</summary>
internal static class AgentRegistration
{
    public static void AddAgent(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<AgentOptions>().BindConfiguration(AgentOptions.SectionName).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<AgentOptions>, AgentOptionsValidator>();
        builder.Services.AddSingleton<ConversationHistory>();
        builder.Services.AddSingleton<ConversationStore>();
        builder.Services.AddSingleton<DemoScenarios>();
        builder.Services.AddSingleton<OrderBook>();
        builder.Services.AddSingleton<OrderTool>();
        builder.Services.AddSingleton<FaqVectors>();
        builder.Services.AddSingleton<KnowledgeBase>();
        builder.Services.AddSingleton<AgentModel>();
        builder.Services.AddSingleton<Classifier>();
        builder.Services.AddSingleton<OrderDesk>();
        builder.Services.AddSingleton<HelpDesk>();
        builder.Services.AddSingleton<TurnSteps>();
        builder.Services.AddSingleton<TurnRunner>();
        builder.Services.AddSingleton(static services =>
            new SupportAgent(services.GetRequiredService<TurnRunner>(), services.GetRequiredService<IOptions<AgentOptions>>()));
    }
}
