namespace SupportDashboard.Evaluations.Authoring;

/// <summary>Exactly what a judge would be sent about a conversation; the marks are new in every call.</summary>
/// <param name="Instructions">The first message, alike for every conversation.</param>
/// <param name="Data">The second message, with what was said: hostile text.</param>
/// <param name="Calls">How many such calls one verdict takes: one, or one for each turn or step.</param>
/// <param name="Problem">Why there is nothing to send, as a sentence; null when there is.</param>
public sealed record PromptPreview(string Instructions, string Data, int Calls, string? Problem);
