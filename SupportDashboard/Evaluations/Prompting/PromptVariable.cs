namespace SupportDashboard.Evaluations;

/// <summary>Something of the conversation that a prompt can ask for.</summary>
/// <param name="Name">As it stands between the braces.</param>
/// <param name="Meaning">What it is, as a phrase for people.</param>
/// <param name="IsWork">It shows tool calls, documents or other work that stands between a message and its answer.</param>
public sealed record PromptVariable(string Name, string Meaning, bool IsWork = false);
