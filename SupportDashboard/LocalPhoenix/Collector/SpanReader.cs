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

    /// <summary>
    /// Why a span cannot be kept, by its ids and times; <see langword="null"/> when it can. Asked before it is read: a million
    /// exceptions would hold the processor for many seconds.
    /// </summary>
    public static string? Refuse(OtlpSpan span) =>
        RefuseId(span.TraceId, TraceIdBytes, "trace_id")
        ?? RefuseId(span.SpanId, SpanIdBytes, "span_id")
        ?? (IsZero(span.ParentSpanId) ? null : RefuseId(span.ParentSpanId, SpanIdBytes, "parent_span_id"))
        ?? (IsLate(span.StartTimeUnixNano) || IsLate(span.EndTimeUnixNano) || span.Events.Any(static sent => IsLate(sent.TimeUnixNano)) ? "its time lies after the year 2262" : null);

    /// <summary>Reads a span that is not refused.</summary>
    /// <param name="span">The span as it was sent.</param>
    /// <param name="origin">Who sent it, shared by the spans of a scope.</param>
    /// <exception cref="SpanRejectedException">Its attributes unfold into too many keys.</exception>
    public SpanRecord Read(OtlpSpan span, SpanOrigin? origin)
    {
        var attributes = AttributeReader.Read(span.Attributes);
        AttributePipeline.Apply(attributes);
        return SpanRecordBuilder.Build(flattening.Flatten(attributes)) with
        {
            TraceId = Convert.ToHexStringLower(span.TraceId.Span),
            SpanId = Convert.ToHexStringLower(span.SpanId.Span),
            ParentId = IsZero(span.ParentSpanId) ? null : Convert.ToHexStringLower(span.ParentSpanId.Span),
            Name = span.Name,
            StartNanos = (long)span.StartTimeUnixNano,
            EndNanos = (long)span.EndTimeUnixNano,
            Status = (StatusCode)(span.Status?.Code is 1 or 2 ? span.Status.Code : 0),
            StatusMessage = span.Status?.Message ?? "",
            Events = span.Events.Count == 0 ? null : EventJson.Write(span.Events.Select(ReadEvent)),
            Links = OriginReader.ReadLinks(span.Links),
            Origin = origin,
        };
    }

    private SpanEvent ReadEvent(OtlpEvent sent) =>
        new(sent.Name, (long)sent.TimeUnixNano, flattening.Flatten(AttributeReader.Read(sent.Attributes)));

    private static string? RefuseId(ByteString id, int length, string name) =>
        id.Length != length || IsZero(id) ? string.Create(CultureInfo.InvariantCulture, $"{name} must be {length} bytes that are not all zero") : null;

    private static bool IsZero(ByteString id) => !id.Span.ContainsAnyExcept((byte)0);

    private static bool IsLate(ulong nanos) => nanos > long.MaxValue;
}
