using System.Text.Json;
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
    public static byte[]? ReadLinks(IReadOnlyCollection<OtlpLink> links) => links.Count == 0 ? null : JsonValues.ToUtf8(writer => Write(writer, links));

    private static ReadOnlySpan<byte> EmptyObject => "{}"u8;

    private static void Write(Utf8JsonWriter writer, IReadOnlyCollection<OtlpLink> links)
    {
        writer.WriteStartArray();
        foreach (var link in links)
        {
            writer.WriteStartObject();
            writer.WriteString("trace_id", Convert.ToHexStringLower(link.TraceId.Span));
            writer.WriteString("span_id", Convert.ToHexStringLower(link.SpanId.Span));
            writer.WriteString("trace_state", link.TraceState);
            writer.WritePropertyName("attributes");
            JsonValues.Write(writer, AttributeReader.Read(link.Attributes));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static byte[] ToUtf8(object value) => JsonValues.ToUtf8(writer => JsonValues.Write(writer, value));
}
