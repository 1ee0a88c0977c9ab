namespace SupportDashboard.Sessions.Indexing;

/// <summary>By what a span is compared without its attributes. Instants are microseconds since 1970 in UTC.</summary>
internal readonly record struct SpanMark(long StartUs, long EndUs, bool Failed);
