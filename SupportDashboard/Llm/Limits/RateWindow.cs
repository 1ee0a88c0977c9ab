namespace SupportDashboard.Llm.Limits;

/// <summary>What a server says about one of its limits.</summary>
/// <param name="Remaining">Requests or tokens that it still takes.</param>
/// <param name="Limit">What it takes when nothing was asked for a while; null when it does not say.</param>
/// <param name="Reset">How long until it takes all of it again.</param>
internal sealed record RateWindow(double Remaining, double? Limit, TimeSpan Reset);
