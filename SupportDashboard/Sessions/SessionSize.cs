namespace SupportDashboard.Sessions;

/// <summary>How long a conversation is.</summary>
/// <param name="SessionId">Whose.</param>
/// <param name="Turns">Its turns.</param>
/// <param name="Characters">Characters of what was said in it.</param>
internal sealed record SessionSize(string SessionId, long Turns, long Characters);
