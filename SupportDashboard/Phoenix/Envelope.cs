namespace SupportDashboard.Phoenix;

/// <summary>The envelope around one item, in answers and in requests.</summary>
public sealed record Envelope<T>(T Data);
