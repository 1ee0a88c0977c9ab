namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Why a JSON request with spans was refused as a whole.</summary>
internal sealed record SpansRefused(
    string Error,
    int TotalReceived,
    int TotalQueued,
    int TotalDuplicates,
    int TotalInvalid,
    IReadOnlyList<SpanContextItem> DuplicateSpans,
    IReadOnlyList<InvalidSpan> InvalidSpans);
