using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>What was read of a session for its judges.</summary>
/// <param name="Transcript">Null when there is none.</param>
/// <param name="Failure">Why there is no transcript; null when there is one.</param>
internal sealed record SessionSource(Transcript? Transcript, (NotJudgedReason Kind, string Reason)? Failure)
{
    public const string GoneReason = "The conversation is no longer in Phoenix.";

    public static SessionSource Gone { get; } = new(null, (NotJudgedReason.SessionGone, GoneReason));
}
