namespace SupportDashboard.Sessions.Indexing;

/// <summary>What a session is computed from: a turn without its texts. Instants are microseconds since 1970 in UTC.</summary>
internal sealed record TurnFacts(long StartUs, long EndUs, long Failed, long Documents, long Characters, string? Category, string? UserId, string? Uses);
