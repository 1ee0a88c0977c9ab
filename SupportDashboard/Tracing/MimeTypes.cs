namespace SupportDashboard.Tracing;

/// <summary>The values of <c>input.mime_type</c> and <c>output.mime_type</c>.</summary>
public static class MimeTypes
{
    public const string Text = "text/plain";
    public const string Json = "application/json";
}
