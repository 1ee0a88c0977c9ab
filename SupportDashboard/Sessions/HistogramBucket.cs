namespace SupportDashboard.Sessions;

/// <summary>A stretch of a histogram.</summary>
/// <param name="From">Where it begins; it ends one <see cref="SessionHistogram.Width"/> later.</param>
/// <param name="Sessions">Sessions that started in it; in the first bucket also those that started earlier and were still active.</param>
/// <param name="Unresolved">Those of them whose current verdict is unresolved.</param>
public sealed record HistogramBucket(DateTimeOffset From, int Sessions, int Unresolved);
