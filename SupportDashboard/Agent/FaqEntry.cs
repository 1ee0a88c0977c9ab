namespace SupportDashboard.Agent;

/// <summary>A help article.</summary>
internal sealed record FaqEntry(string Id, string Question, string Answer, string Category)
{
    /// <summary>What the model reads of it.</summary>
    public string Content => $"Q: {Question}\nA: {Answer}";
}
