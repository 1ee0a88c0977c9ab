namespace SupportDashboard.Llm;

/// <summary>What a model costs: USD per million prompt tokens and per million completion tokens.</summary>
public sealed record LlmPrice(decimal Prompt, decimal Completion);
