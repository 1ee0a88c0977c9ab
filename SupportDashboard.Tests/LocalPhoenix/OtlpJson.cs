using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>Writes an export request in OTLP's JSON: ids in hexadecimal digits, 64-bit numbers as texts.</summary>
internal static class OtlpJson
{
    public static byte[] Of(byte[] protobuf) =>
        System.Text.Encoding.UTF8.GetBytes(Write(ExportTraceRequest.Parser.ParseFrom(protobuf)).ToJsonString());

    private static JsonObject Write(ExportTraceRequest request) => new() { ["resourceSpans"] = List(request.ResourceSpans, Write) };

    private static JsonObject Write(ResourceSpans resource) => new()
    {
        ["resource"] = new JsonObject { ["attributes"] = List(resource.Resource?.Attributes ?? [], Write) },
        ["scopeSpans"] = List(resource.ScopeSpans, static scope => new JsonObject
        {
            ["scope"] = new JsonObject { ["name"] = scope.Scope?.Name, ["version"] = scope.Scope?.Version },
            ["spans"] = List(scope.Spans, Write),
        }),
    };

    private static JsonObject Write(OtlpSpan span) => new()
    {
        ["traceId"] = Hex(span.TraceId),
        ["spanId"] = Hex(span.SpanId),
        ["parentSpanId"] = Hex(span.ParentSpanId),
        ["name"] = span.Name,
        ["startTimeUnixNano"] = Text(span.StartTimeUnixNano),
        ["endTimeUnixNano"] = Text(span.EndTimeUnixNano),
        ["attributes"] = List(span.Attributes, Write),
        ["events"] = List(span.Events, static sent => new JsonObject
        {
            ["name"] = sent.Name,
            ["timeUnixNano"] = Text(sent.TimeUnixNano),
            ["attributes"] = List(sent.Attributes, Write),
        }),
        ["links"] = List(span.Links, static link => new JsonObject { ["traceId"] = Hex(link.TraceId), ["spanId"] = Hex(link.SpanId), ["traceState"] = link.TraceState }),
        ["status"] = new JsonObject { ["code"] = span.Status?.Code ?? 0, ["message"] = span.Status?.Message ?? "" },
    };

    private static JsonObject Write(KeyValue attribute) => new() { ["key"] = attribute.Key, ["value"] = Write(attribute.Value) };

    private static JsonObject? Write(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => new() { ["stringValue"] = value.StringValue },
        AnyValue.ValueOneofCase.BoolValue => new() { ["boolValue"] = value.BoolValue },
        AnyValue.ValueOneofCase.IntValue => new() { ["intValue"] = value.IntValue.ToString(CultureInfo.InvariantCulture) },
        AnyValue.ValueOneofCase.DoubleValue => new() { ["doubleValue"] = double.IsFinite(value.DoubleValue) ? value.DoubleValue : value.DoubleValue.ToString(CultureInfo.InvariantCulture) },
        AnyValue.ValueOneofCase.ArrayValue => new() { ["arrayValue"] = new JsonObject { ["values"] = List(value.ArrayValue.Values, Write) } },
        AnyValue.ValueOneofCase.KvlistValue => new() { ["kvlistValue"] = new JsonObject { ["values"] = List(value.KvlistValue.Values, Write) } },
        AnyValue.ValueOneofCase.BytesValue => new() { ["bytesValue"] = value.BytesValue.ToBase64() },
        AnyValue.ValueOneofCase.None => [],
        _ => null,
    };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject?> write) => [.. items.Select(write)];

    private static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
