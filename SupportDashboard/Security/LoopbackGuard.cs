using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SupportDashboard.Security;

/// <summary>
/// Refuses an address that other machines can reach: there is no sign-in, and conversations are personal data.
/// </summary>
internal static class LoopbackGuard
{
    /// <summary>Checks every endpoint that Kestrel is about to bind, wherever it was configured.</summary>
    /// <exception cref="OpenAddressException">The endpoint is not on this machine's loopback.</exception>
    public static void Check(ListenOptions endpoint)
    {
        if (endpoint.IPEndPoint is { } address && !IPAddress.IsLoopback(address.Address))
        {
            throw new OpenAddressException(address);
        }
    }
}
