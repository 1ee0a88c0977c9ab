namespace SupportDashboard.Review;

/// <summary>A note that a person left on a session.</summary>
/// <param name="Id">The annotation's id in Phoenix.</param>
/// <param name="Text">What was written. Hostile until rendered as text.</param>
/// <param name="Author">The user's name, or null for notes that were written without sign-in or by other tools.</param>
/// <param name="WrittenAt">When it was written.</param>
public sealed record SessionNote(string Id, string Text, string? Author, DateTimeOffset WrittenAt);
