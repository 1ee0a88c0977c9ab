namespace SupportDashboard.Phoenix;

/// <summary>A Phoenix that answered.</summary>
/// <param name="Version">Its version.</param>
/// <param name="IsSupportDashboard">It is the embedded one of another SupportDashboard.</param>
internal sealed record ProbeAnswer(string Version, bool IsSupportDashboard);
