using System.Net.Http.Headers;
using System.Security.Cryptography;
using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>Builds export requests and sends them.</summary>
internal static partial class Otlp
{
    /// <summary>2026-01-01T00:00:00Z.</summary>
    public const ulong Epoch = 1_767_225_600_000_000_000;

    public static string NewTraceId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string NewSpanId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static OtlpSpan Span(string name = "step", string? traceId = null, string? spanId = null, ulong startMs = 0, ulong endMs = 100, params (string Key, object Value)[] attributes)
    {
        var span = new OtlpSpan
        {
            TraceId = Bytes(traceId ?? NewTraceId()),
            SpanId = Bytes(spanId ?? NewSpanId()),
            Name = name,
            StartTimeUnixNano = Epoch + startMs * 1_000_000,
            EndTimeUnixNano = Epoch + endMs * 1_000_000,
        };
        span.Attributes.Add(attributes.Select(static attribute => new KeyValue { Key = attribute.Key, Value = Value(attribute.Value) }));
        return span;
    }

    public static ByteString Bytes(string hex) => ByteString.CopyFrom(Convert.FromHexString(hex));

    public static byte[] Export(string project, params OtlpSpan[] spans)
    {
        var resource = new ResourceSpans { Resource = new Resource(), ScopeSpans = { new ScopeSpans { Spans = { spans } } } };
        resource.Resource.Attributes.Add(new KeyValue { Key = "openinference.project.name", Value = Value(project) });
        return new ExportTraceRequest { ResourceSpans = { resource } }.ToByteArray();
    }

    public static Task<HttpResponseMessage> PostAsync(
        HttpClient http, byte[] body, string? encoding = null, string type = "application/x-protobuf", CancellationToken cancellationToken = default)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return http.PostAsync("/v1/traces", content, cancellationToken);
    }

    private static AnyValue Value(object value) => value switch
    {
        string text => new() { StringValue = text },
        bool flag => new() { BoolValue = flag },
        int number => new() { IntValue = number },
        long number => new() { IntValue = number },
        double number => new() { DoubleValue = number },
        _ => throw new ArgumentException($"{value.GetType()} is not used by these tests."),
    };
}
