using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Grpc;

/// <summary>OTLP over gRPC: the same way to the disk as over HTTP. OK means that every span which is not counted as rejected is on disk.</summary>
internal sealed class TraceService(ExportIntake intake)
{
    /// <param name="message">The export request, still encoded: what it would unfold into is measured before it is decoded.</param>
    /// <param name="call">The call, which holds a share of the budget.</param>
    /// <exception cref="RpcException">The request cannot be taken, or not now.</exception>
    public async Task<ExportTraceResponse> ExportAsync(byte[] message, ServerCallContext call)
    {
        var http = call.GetHttpContext();
        try
        {
            var export = await intake.TakeAsync(
                ExportFormat.Protobuf,
                message,
                http.Features.GetRequiredFeature<BudgetShare>(),
                http.Request.Headers[ExportIntake.ProjectHeader].FirstOrDefault(),
                call.CancellationToken);
            return ExportFormat.Respond(export);
        }
        catch (ApiException exception)
        {
            throw GrpcErrors.Translate(exception);
        }
        catch (StoreUnavailableException exception)
        {
            throw GrpcErrors.Translate(exception);
        }
    }
}
