using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Decodes an export request from protobuf.</summary>
internal static class ProtobufExport
{
    // Kept, an unknown field of five bytes would become an object of two hundred.
    private static readonly MessageParser<ExportTraceRequest> Parser = ExportTraceRequest.Parser.WithDiscardUnknownFields(true);

    /// <exception cref="ApiException">400: the bytes are no export request.</exception>
    public static ExportTraceRequest Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Parser.ParseFrom(body.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            throw ApiException.Text(StatusCodes.Status400BadRequest, "Request body is invalid ExportTraceServiceRequest");
        }
    }
}
