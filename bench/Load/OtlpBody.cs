using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.Bench.Load;

/// <summary>Encodes spans as OTLP export requests, before the clock runs.</summary>
internal static class OtlpBody
{
    public static List<byte[]> Encode(IEnumerable<LoadSpan> spans, int perRequest) => [.. spans.Chunk(perRequest).Select(static chunk => Encode(chunk))];

    public static byte[] Encode(IEnumerable<LoadSpan> spans)
    {
        var resource = new Resource { Attributes = { Text("openinference.project.name", LoadSpans.Project), Text("service.name", "bench") } };
        var scope = new ScopeSpans { Spans = { spans.Select(ToOtlp) } };
        return new ExportTraceRequest { ResourceSpans = { new ResourceSpans { Resource = resource, ScopeSpans = { scope } } } }.ToByteArray();
    }

    private static OtlpSpan ToOtlp(LoadSpan span)
    {
        var sent = new OtlpSpan
        {
            TraceId = ByteString.CopyFrom(span.TraceId),
            SpanId = ByteString.CopyFrom(span.SpanId),
            ParentSpanId = span.ParentId is { } parent ? ByteString.CopyFrom(parent) : ByteString.Empty,
            Name = span.Name,
            StartTimeUnixNano = (ulong)span.StartNanos,
            EndTimeUnixNano = (ulong)span.EndNanos,
            Status = new OtlpStatus { Code = 1 },
        };
        sent.Attributes.AddRange(span.Attributes.Select(static attribute => Text(attribute.Key, attribute.Value)));
        if (span.Tokens > 0)
        {
            sent.Attributes.Add(Number("llm.token_count.prompt", span.Tokens));
            sent.Attributes.Add(Number("llm.token_count.completion", span.Tokens));
        }

        return sent;
    }

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    private static KeyValue Number(string key, long value) => new() { Key = key, Value = new AnyValue { IntValue = value } };
}
