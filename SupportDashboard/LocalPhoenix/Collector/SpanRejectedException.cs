namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>One span cannot be kept; the others of its request can. The message completes "span … was rejected: ".</summary>
internal sealed class SpanRejectedException(string reason) : Exception(reason);
