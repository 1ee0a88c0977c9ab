using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Writes the events of a span as REST shows them: name, timestamp, attributes.</summary>
internal static class EventJson
{
    public static byte[] Write(IEnumerable<SpanEvent> events) => JsonValues.ToUtf8(writer =>
    {
        writer.WriteStartArray();
        foreach (var (name, nanos, attributes) in events)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("timestamp", Timestamps.Write(nanos));
            writer.WritePropertyName("attributes");
            JsonValues.Write(writer, attributes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
