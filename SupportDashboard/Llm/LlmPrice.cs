namespace SupportDashboard.Llm;

/// <summary>What a model costs: USD per million prompt tokens and per million completion tokens.</summary>
/// <param name="Prompt">Prompt tokens that the provider had not cached.</param>
/// <param name="Completion">Completion tokens.</param>
/// <param name="Cached">Prompt tokens that the provider had cached; null where it makes no difference or is not known.</param>
public sealed record LlmPrice(decimal Prompt, decimal Completion, decimal? Cached = null);
