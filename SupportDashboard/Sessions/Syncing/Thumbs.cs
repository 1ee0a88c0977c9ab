using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>Reads a customer's thumb, which tools write in several ways: score 1 or 0, or a label such as <c>thumbs-up</c>, <c>thumbs_down</c>, <c>negative</c>.</summary>
internal static class Thumbs
{
    /// <summary>True for up, false for down; null when it was taken back or says neither.</summary>
    public static bool? IsThumbUp(this SpanAnnotation annotation) => annotation.Result switch
    {
        null => null,
        { Score: { } score } => score >= 0.5,
        { Label: { } label } when label.Contains("up", StringComparison.OrdinalIgnoreCase) || label.Equals("positive", StringComparison.OrdinalIgnoreCase) => true,
        { Label: { } label } when label.Contains("down", StringComparison.OrdinalIgnoreCase) || label.Equals("negative", StringComparison.OrdinalIgnoreCase) => false,
        _ => null,
    };
}
