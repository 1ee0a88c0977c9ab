using System.Globalization;
using System.Net.Mime;
using Google.Protobuf;
using Microsoft.Net.Http.Headers;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.LocalPhoenix.Collector.Rpc;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>One of the two encodings of OTLP over HTTP: how a request is read and how it is answered.</summary>
/// <param name="ContentType">The content type of the answer.</param>
/// <param name="Measure">Estimates, before anything is decoded, how many bytes the decoded body takes.</param>
/// <param name="Parse">Reads a body; anything that is no export request is answered 400.</param>
/// <param name="WriteResponse">Writes the answer to an accepted request.</param>
/// <param name="WriteError">Writes a sentence as the message that OTLP asks for in the body of every error.</param>
internal sealed record ExportFormat(
    string ContentType,
    ExportFormat.Meter Measure,
    Func<ReadOnlyMemory<byte>, ExportTraceRequest> Parse,
    Func<ExportTraceResponse, byte[]> WriteResponse,
    Func<string, byte[]> WriteError)
{
    private const string ProtobufType = "application/x-protobuf";

    /// <summary>The encoding of gRPC too.</summary>
    public static readonly ExportFormat Protobuf = new(
        ProtobufType,
        ProtobufWeight.Measure,
        ProtobufExport.Parse,
        static response => response.ToByteArray(),
        static sentence => new Status { Message = sentence }.ToByteArray());

    private static readonly ExportFormat Json = new(
        MediaTypeNames.Application.Json,
        JsonWeight.Measure,
        JsonExport.Parse,
        WriteJson,
        static sentence => Fields(("message", sentence)));

    /// <summary>Estimates bytes; a function type, because spans cannot be type arguments.</summary>
    public delegate long Meter(ReadOnlySpan<byte> body);

    /// <summary>The encoding that a request declares. Protobuf is taken without parameters only, as in Phoenix; JSON also with the charset it always has.</summary>
    /// <exception cref="ApiException">415: neither of the two.</exception>
    public static ExportFormat Of(string? contentType) =>
        // Phoenix's own words for a missing header.
        Find(contentType) ?? throw ApiException.Text(StatusCodes.Status415UnsupportedMediaType, "Unsupported content type: " + (contentType ?? "None"));

    /// <summary>The encoding that a request declares; <see langword="null"/> for neither of the two.</summary>
    public static ExportFormat? Find(string? contentType)
    {
        if (string.Equals(contentType, ProtobufType, StringComparison.OrdinalIgnoreCase))
        {
            return Protobuf;
        }

        return MediaTypeHeaderValue.TryParse(contentType, out var type) && IsJson(type) ? Json : null;
    }

    /// <summary>What an accepted request is told: nothing, or how many spans were rejected and why the first was.</summary>
    public static ExportTraceResponse Respond(Export export) => export.Rejected == 0
        ? new()
        : new() { PartialSuccess = new() { RejectedSpans = export.Rejected, ErrorMessage = export.Reason ?? "" } };

    /// <summary>The body of the answer 200.</summary>
    public byte[] Answer(Export export) => WriteResponse(Respond(export));

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    // In the JSON of protobuf a 64-bit number is a text.
    private static byte[] WriteJson(ExportTraceResponse response) => response.PartialSuccess is not { } partial
        ? Fields()
        : Fields(("partialSuccess", new Dictionary<string, object?>
        {
            ["rejectedSpans"] = partial.RejectedSpans.ToString(CultureInfo.InvariantCulture),
            ["errorMessage"] = partial.ErrorMessage,
        }));

    private static byte[] Fields(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var written = new Dictionary<string, object?>();
        foreach (var (name, value) in fields)
        {
            written[name] = value;
        }

        return JsonValues.ToUtf8(writer => JsonValues.Write(writer, written));
    }
}
