using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Reads what OTLP says around and between spans and Phoenix drops: resource, scope and links. Values stay nested as they were sent.</summary>
internal static class OriginReader
{
    /// <summary>The origin of a scope's spans; <see langword="null"/> when nothing is said about it.</summary>
    public static SpanOrigin? Read(byte[] resource, InstrumentationScope? scope) =>
        resource.Length <= EmptyObject.Length && string.IsNullOrEmpty(scope?.Name) && string.IsNullOrEmpty(scope?.Version)
            ? null
            : new(resource, scope?.Name ?? "", scope?.Version ?? "");

    /// <summary>The attributes of a resource as a JSON object in UTF-8.</summary>
    public static byte[] ReadResource(Resource? resource) => resource is null ? [.. EmptyObject] : ToUtf8(AttributeReader.Read(resource.Attributes));

    /// <summary>Links as a JSON list in UTF-8; <see langword="null"/> for none.</summary>
    public static byte[]? ReadLinks(IReadOnlyCollection<OtlpLink> links) => links.Count == 0 ? null : ToUtf8(links.Select(ReadLink).ToList());

    private static ReadOnlySpan<byte> EmptyObject => "{}"u8;

    private static object? ReadLink(OtlpLink link) => new Dictionary<string, object?>
    {
        ["trace_id"] = Convert.ToHexStringLower(link.TraceId.Span),
        ["span_id"] = Convert.ToHexStringLower(link.SpanId.Span),
        ["trace_state"] = link.TraceState,
        ["attributes"] = AttributeReader.Read(link.Attributes),
    };

    private static byte[] ToUtf8(object value) => JsonValues.ToUtf8(writer => JsonValues.Write(writer, value));
}
