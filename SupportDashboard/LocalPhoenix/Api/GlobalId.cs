using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Phoenix's global ids: base64 of <c>Type:row</c>.</summary>
internal static class GlobalId
{
    public const string Project = "Project";
    public const string Session = "ProjectSession";
    public const string Trace = "Trace";
    public const string Span = "Span";

    /// <summary>The type of annotations of a kind of entity.</summary>
    public static string AnnotationType(AnnotationTarget target) => target switch
    {
        AnnotationTarget.Span => "SpanAnnotation",
        AnnotationTarget.Trace => "TraceAnnotation",
        AnnotationTarget.Session => "ProjectSessionAnnotation",
        _ => "DocumentAnnotation",
    };

    public static string Of(string type, long row) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{type}:{row}")));

    /// <summary>The row of an id of this type; <see langword="null"/> when the text is something else.</summary>
    public static long? TryRead(string text, string type)
    {
        if (text.Length > 100 || !Base64.IsValid(text))
        {
            return null;
        }

        var decoded = Encoding.UTF8.GetString(Convert.FromBase64String(text));
        return decoded.StartsWith(type + ":", StringComparison.Ordinal)
            && long.TryParse(decoded.AsSpan(type.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                ? row
                : null;
    }
}
