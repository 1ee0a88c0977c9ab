using System.Globalization;
using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Reads OTLP spans into records of the store.</summary>
internal sealed class SpanReader(AttributeFlattening flattening)
{
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;

    /// <param name="span">The span as it was sent.</param>
    /// <param name="origin">Who sent it, shared by the spans of a scope.</param>
    /// <exception cref="SpanRejectedException">The span has no usable id or time.</exception>
    public SpanRecord Read(OtlpSpan span, SpanOrigin? origin)
    {
        var attributes = AttributeReader.Read(span.Attributes);
        AttributePipeline.Apply(attributes);
        return SpanRecordBuilder.Build(flattening.Flatten(attributes)) with
        {
            TraceId = ReadId(span.TraceId, TraceIdBytes, "trace_id"),
            SpanId = ReadId(span.SpanId, SpanIdBytes, "span_id"),
            ParentId = IsZero(span.ParentSpanId) ? null : ReadId(span.ParentSpanId, SpanIdBytes, "parent_span_id"),
            Name = span.Name,
            StartNanos = ReadTime(span.StartTimeUnixNano),
            EndNanos = ReadTime(span.EndTimeUnixNano),
            Status = (StatusCode)(span.Status?.Code is 1 or 2 ? span.Status.Code : 0),
            StatusMessage = span.Status?.Message ?? "",
            Events = span.Events.Count == 0 ? null : EventJson.Write(span.Events.Select(ReadEvent)),
            Links = OriginReader.ReadLinks(span.Links),
            Origin = origin,
        };
    }

    private SpanEvent ReadEvent(OtlpEvent sent) =>
        new(sent.Name, ReadTime(sent.TimeUnixNano), flattening.Flatten(AttributeReader.Read(sent.Attributes)));

    private static string ReadId(ByteString id, int length, string name)
    {
        if (id.Length != length || IsZero(id))
        {
            throw new SpanRejectedException(string.Create(CultureInfo.InvariantCulture, $"{name} must be {length} bytes that are not all zero"));
        }

        return Convert.ToHexStringLower(id.Span);
    }

    private static bool IsZero(ByteString id) => !id.Span.ContainsAnyExcept((byte)0);

    private static long ReadTime(ulong nanos) =>
        nanos <= long.MaxValue ? (long)nanos : throw new SpanRejectedException("its time lies after the year 2262");
}
