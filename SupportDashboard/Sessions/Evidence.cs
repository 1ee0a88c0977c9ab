namespace SupportDashboard.Sessions;

/// <summary>A quote that a verdict rests on.</summary>
/// <param name="Turn">The turn's number, from 1.</param>
/// <param name="Quote">The words quoted.</param>
/// <param name="Found">The quote was found word for word in that turn.</param>
public sealed record Evidence(int Turn, string Quote, bool Found);
