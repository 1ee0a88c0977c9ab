namespace SupportDashboard.Agent;

/// <summary>What the classifying model answered, or the fallback.</summary>
internal sealed record Classification(string Category, string Confidence, string Reasoning)
{
    public const string OrderStatus = "order_status";
    public const string Faq = "faq";
}
