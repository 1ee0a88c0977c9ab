namespace SupportDashboard.Sessions.Syncing;

/// <summary>What a look at the newest spans found.</summary>
/// <param name="Changed">The index changed.</param>
/// <param name="Missing">Traces whose spans were there a look before and are not now.</param>
/// <param name="Lowered">The newest spans were deleted, which may be more than <paramref name="Missing"/> tells.</param>
internal sealed record HeadLook(bool Changed, IReadOnlyList<string> Missing, bool Lowered);
