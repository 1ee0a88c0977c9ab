namespace SupportDashboard.Evaluations;

/// <summary>One part of what a judge is given: text of a conversation, put between marks.</summary>
/// <param name="Name">A variable's name, for example <c>transcript</c>.</param>
/// <param name="Text">Customers' and agents' words, without what nobody can see.</param>
internal sealed record PromptPart(string Name, string Text);
