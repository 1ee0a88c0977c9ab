using System.Net;
using System.Threading.RateLimiting;

namespace SupportDashboard.LocalPhoenix;

/// <summary>How many requests one client may have in progress. A client is an address; programs on this machine count as one, with more room.</summary>
internal static class ClientLimits
{
    private const int LocalRoom = 16;

    public static PartitionedRateLimiter<HttpContext> Create(int requestsPerClient) => PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
    {
        var address = context.Connection.RemoteIpAddress;
        return address is null || IPAddress.IsLoopback(address)
            ? RateLimitPartition.GetConcurrencyLimiter(IPAddress.Loopback, _ => Permits(requestsPerClient * LocalRoom))
            : RateLimitPartition.GetConcurrencyLimiter(address, _ => Permits(requestsPerClient));
    });

    private static ConcurrencyLimiterOptions Permits(int requests) => new() { PermitLimit = requests, QueueLimit = 0 };
}
