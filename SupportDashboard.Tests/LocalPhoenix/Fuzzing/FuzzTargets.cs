using System.Text.Json;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector;

namespace SupportDashboard.Tests.LocalPhoenix.Fuzzing;

/// <summary>All decoders that read what others send.</summary>
internal static class FuzzTargets
{
    private const string Json = "application/json";
    private const string Protobuf = "application/x-protobuf";

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("protobuf", "/v1/traces", Protobuf, FuzzSeeds.Exports, body => ReadExport(Protobuf, body), Statuses(200, 400)),
        new("OTLP/JSON", "/v1/traces", Json, [.. FuzzSeeds.Exports.Select(OtlpJson.Of)], body => ReadExport(Json, body), Statuses(200, 400)),
        new("REST spans", "/v1/projects/fuzz/spans", Json, FuzzSeeds.RestSpans, ReadSpans, Statuses(202, 400, 422)),
        new("REST span annotations", "/v1/span_annotations", Json, FuzzSeeds.Annotations("span_id"), body => ReadAnnotations(AnnotationNoun.Span, body), Statuses(200, 400, 422)),
        new("REST session annotations", "/v1/session_annotations?sync=true", Json, FuzzSeeds.Annotations("session_id"), body => ReadAnnotations(AnnotationNoun.Session, body), Statuses(200, 400, 404, 422)),
    ];

    /// <summary>What weighs a body of a content type, its decoder, and what follows them before the store.</summary>
    public static void ReadExport(string type, ReadOnlyMemory<byte> body)
    {
        var format = ExportFormat.Of(type);
        format.Measure(body.Span);
        ExportReader.Read(format.Parse(body), body.Length, projectHeader: null);
    }

    private static void ReadSpans(ReadOnlyMemory<byte> body) => ReadJson(body, root =>
    {
        var reader = new SpanLogReader(body.Length);
        return root.Field("data").Items().Select(reader.Read).ToList();
    });

    private static void ReadAnnotations(AnnotationNoun noun, ReadOnlyMemory<byte> body) =>
        ReadJson(body, root => root.Field("data").Items().Select(item => AnnotationReader.Read(noun, item)).ToList());

    private static void ReadJson<T>(ReadOnlyMemory<byte> body, Func<BodyValue, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            read(BodyValue.Root(document.RootElement));
        }
        catch (JsonException)
        {
            throw ApiException.Unprocessable("no JSON");
        }
    }

    private static HashSet<int> Statuses(params int[] statuses) => [.. statuses];
}
