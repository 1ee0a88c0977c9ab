using System.Text.Json;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// Decodes an export request from OTLP's JSON: names in lowerCamelCase, unknown ones ignored, null as if it were missing, ids in
/// hexadecimal (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding).
/// </summary>
internal static class JsonExport
{
    // About as deep as the protobuf decoder goes: a list in a list takes three levels of JSON.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <exception cref="ApiException">400: it is no JSON, or a field has the wrong type.</exception>
    public static ExportTraceRequest Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            var request = new ExportTraceRequest();
            request.ResourceSpans.Add(JsonFields.Items(document.RootElement, "resourceSpans").Select(ReadResource));
            return request;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // InvalidOperationException: a wrong type, or an escape such as \ud800 that stands for half a character.
            throw ApiException.Text(StatusCodes.Status400BadRequest, "Request body is invalid ExportTraceServiceRequest: " + exception.Message);
        }
    }

    private static ResourceSpans ReadResource(JsonElement element)
    {
        var read = new ResourceSpans();
        if (JsonFields.Find(element, "resource") is { } resource)
        {
            read.Resource = new();
            read.Resource.Attributes.Add(JsonAttributes.Read(resource, "attributes"));
        }

        read.ScopeSpans.Add(JsonFields.Items(element, "scopeSpans").Select(ReadScope));
        return read;
    }

    private static ScopeSpans ReadScope(JsonElement element)
    {
        var read = new ScopeSpans();
        if (JsonFields.Find(element, "scope") is { } scope)
        {
            read.Scope = new() { Name = JsonFields.Text(scope, "name"), Version = JsonFields.Text(scope, "version") };
        }

        read.Spans.Add(JsonFields.Items(element, "spans").Select(ReadSpan));
        return read;
    }

    private static OtlpSpan ReadSpan(JsonElement element)
    {
        var span = new OtlpSpan
        {
            TraceId = JsonFields.Id(element, "traceId"),
            SpanId = JsonFields.Id(element, "spanId"),
            ParentSpanId = JsonFields.Id(element, "parentSpanId"),
            Name = JsonFields.Text(element, "name"),
            StartTimeUnixNano = JsonFields.Unsigned(element, "startTimeUnixNano"),
            EndTimeUnixNano = JsonFields.Unsigned(element, "endTimeUnixNano"),
            Status = JsonFields.Find(element, "status") is { } status ? ReadStatus(status) : null,
        };
        span.Attributes.Add(JsonAttributes.Read(element, "attributes"));
        span.Events.Add(JsonFields.Items(element, "events").Select(ReadEvent));
        span.Links.Add(JsonFields.Items(element, "links").Select(ReadLink));
        return span;
    }

    private static OtlpStatus ReadStatus(JsonElement element) => new()
    {
        Message = JsonFields.Text(element, "message"),
        Code = JsonFields.Find(element, "code") is { } code ? code.GetInt32() : 0,
    };

    private static OtlpLink ReadLink(JsonElement element)
    {
        var read = new OtlpLink
        {
            TraceId = JsonFields.Id(element, "traceId"),
            SpanId = JsonFields.Id(element, "spanId"),
            TraceState = JsonFields.Text(element, "traceState"),
        };
        read.Attributes.Add(JsonAttributes.Read(element, "attributes"));
        return read;
    }

    private static OtlpEvent ReadEvent(JsonElement element)
    {
        var read = new OtlpEvent { Name = JsonFields.Text(element, "name"), TimeUnixNano = JsonFields.Unsigned(element, "timeUnixNano") };
        read.Attributes.Add(JsonAttributes.Read(element, "attributes"));
        return read;
    }
}
