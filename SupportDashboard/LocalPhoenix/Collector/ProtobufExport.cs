using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Decodes an export request from protobuf.</summary>
internal static class ProtobufExport
{
    /// <exception cref="ApiException">400: the bytes are no export request.</exception>
    public static ExportTraceRequest Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return ExportTraceRequest.Parser.ParseFrom(body.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            throw ApiException.Text(StatusCodes.Status400BadRequest, "Request body is invalid ExportTraceServiceRequest");
        }
    }
}
