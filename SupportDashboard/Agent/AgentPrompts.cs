namespace SupportDashboard.Agent;

/// <summary>The agent's system prompts: prose files in <c>Agent/Prompts</c>, with the turn's facts filled in.</summary>
internal static class AgentPrompts
{
    private const string NoDocuments = "(no help article matches this question)";

    private static readonly string ClassifyText = Load("classify.md");
    private static readonly string OrderText = Load("order.md");
    private static readonly string FaqText = Load("faq.md");

    public static string Classify(string? lastOrderId) => WithOrder(ClassifyText, lastOrderId);

    public static string Order(string? lastOrderId) => WithOrder(OrderText, lastOrderId);

    public static string Faq(IReadOnlyList<RetrievedDocument> documents) => FaqText.Replace(
        "{{context}}", documents.Count == 0 ? NoDocuments : string.Join("\n\n", documents.Select(static document => document.Content)), StringComparison.Ordinal);

    private static string WithOrder(string prompt, string? lastOrderId) => prompt.Replace(
        "{{order_note}}",
        lastOrderId is null ? "The customer has not mentioned an order yet." : $"The order that the customer mentioned last is {lastOrderId}.",
        StringComparison.Ordinal);

    private static string Load(string name)
    {
        using var stream = typeof(AgentPrompts).Assembly.GetManifestResourceStream($"SupportDashboard.Agent.Prompts.{name}")
            ?? throw new InvalidOperationException($"The prompt {name} is not part of the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }
}
