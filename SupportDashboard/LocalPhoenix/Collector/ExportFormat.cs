using System.Globalization;
using System.Net.Mime;
using Google.Protobuf;
using Microsoft.Net.Http.Headers;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>One of the two encodings of OTLP over HTTP: how a request is read and how it is answered.</summary>
/// <param name="ContentType">The content type of the answer.</param>
/// <param name="Parse">Reads a body; anything that is no export request is answered 400.</param>
/// <param name="WritePartial">Writes the answer that counts rejected spans.</param>
/// <param name="Success">The answer that counts none.</param>
internal sealed record ExportFormat(
    string ContentType, Func<ReadOnlyMemory<byte>, ExportTraceRequest> Parse, Func<PartialSuccess, byte[]> WritePartial, byte[] Success)
{
    private const string ProtobufType = "application/x-protobuf";

    private static readonly ExportFormat Protobuf = new(
        ProtobufType, ProtobufExport.Parse, static partial => new ExportTraceResponse { PartialSuccess = partial }.ToByteArray(), []);

    private static readonly ExportFormat Json = new(MediaTypeNames.Application.Json, JsonExport.Parse, WriteJson, "{}"u8.ToArray());

    /// <summary>The encoding that a request declares. Protobuf is taken without parameters only, as in Phoenix; JSON also with the charset it always has.</summary>
    /// <exception cref="ApiException">415: neither of the two.</exception>
    public static ExportFormat Of(string? contentType)
    {
        if (string.Equals(contentType, ProtobufType, StringComparison.OrdinalIgnoreCase))
        {
            return Protobuf;
        }

        // Phoenix's own words for a missing header.
        return MediaTypeHeaderValue.TryParse(contentType, out var type) && IsJson(type)
            ? Json
            : throw ApiException.Text(StatusCodes.Status415UnsupportedMediaType, "Unsupported content type: " + (contentType ?? "None"));
    }

    /// <summary>The body of the answer 200.</summary>
    public byte[] Answer(Export export) => export.Rejected == 0
        ? Success
        : WritePartial(new PartialSuccess { RejectedSpans = export.Rejected, ErrorMessage = export.Reason ?? "" });

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    // In the JSON of protobuf a 64-bit number is a text.
    private static byte[] WriteJson(PartialSuccess partial) => JsonValues.ToUtf8(writer => JsonValues.Write(writer, new Dictionary<string, object?>
    {
        ["partialSuccess"] = new Dictionary<string, object?>
        {
            ["rejectedSpans"] = partial.RejectedSpans.ToString(CultureInfo.InvariantCulture),
            ["errorMessage"] = partial.ErrorMessage,
        },
    }));
}
