using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector.Rpc;
using SupportDashboard.LocalPhoenix.Store;
using Status = Grpc.Core.Status;
using StatusCode = Grpc.Core.StatusCode;

namespace SupportDashboard.LocalPhoenix.Grpc;

/// <summary>
/// Turns what ends a request into a status of gRPC. What may work later carries a <c>RetryInfo</c>; without one exporters take
/// RESOURCE_EXHAUSTED for final (https://opentelemetry.io/docs/specs/otlp/#failures).
/// </summary>
internal static class GrpcErrors
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    // A disk that is full does not empty itself at once.
    private const int SecondsAfterFailure = 5;

    /// <summary>A refusal with the same words as over HTTP.</summary>
    public static RpcException Translate(ApiException exception) => Create(CodeOf(exception.Status), exception.Message, exception.RetryAfterSeconds);

    /// <summary>The store cannot write at the moment.</summary>
    public static RpcException Translate(StoreUnavailableException exception) => Create(StatusCode.Unavailable, exception.Message, SecondsAfterFailure);

    /// <summary>Answers a call that the service never sees: the status is in the headers, and there is no message.</summary>
    public static ValueTask WriteAsync(HttpContext context, ApiException refusal)
    {
        var exception = Translate(refusal);
        var response = context.Response;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = ((int)exception.StatusCode).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(exception.Status.Detail);
        if (exception.Trailers.GetValueBytes(DetailsTrailer) is { } details)
        {
            response.Headers[DetailsTrailer] = Convert.ToBase64String(details);
        }

        return new(response.CompleteAsync());
    }

    private static StatusCode CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => StatusCode.Unauthenticated,
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status429TooManyRequests => StatusCode.ResourceExhausted,
        StatusCodes.Status503ServiceUnavailable => StatusCode.Unavailable,
        _ => StatusCode.InvalidArgument,
    };

    private static RpcException Create(StatusCode code, string message, int? retryAfterSeconds)
    {
        var trailers = new Metadata();
        if (retryAfterSeconds is { } seconds)
        {
            var retry = Any.Pack(new RetryInfo { RetryDelay = new() { Seconds = seconds } });
            trailers.Add(DetailsTrailer, new Collector.Rpc.Status { Code = (int)code, Message = message, Details = { retry } }.ToByteArray());
        }

        return new(new Status(code, message), trailers);
    }
}
