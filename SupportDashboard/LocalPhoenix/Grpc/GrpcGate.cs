using Microsoft.AspNetCore.Http.Features;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector;

namespace SupportDashboard.LocalPhoenix.Grpc;

/// <summary>Lets only calls with a key through, if one is asked for, and opens the share of the budget into which their bytes are read.</summary>
internal sealed class GrpcGate(RequestDelegate next, LocalPhoenixOptions options, ByteBudget budget)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (options.Keys.IsRequired && !ApiKeyGate.IsAllowed(context.Request, options.Keys))
        {
            await GrpcErrors.WriteAsync(context, ApiException.Text(StatusCodes.Status401Unauthorized, "Invalid token"));
            return;
        }

        using var share = budget.Open(context.Connection.RemoteIpAddress);
        context.Features.Set(share);
        context.Features.Set<IRequestBodyPipeFeature>(new MeteredBody(context.Request.BodyReader, share));
        await next(context);
    }
}
