using System.Net;

namespace SupportDashboard.Security;

/// <summary>The application was told to listen on an address that other machines can reach.</summary>
public sealed class OpenAddressException(IPEndPoint address) : Exception(
    $"SupportDashboard does not listen on {address}: without sign-in it serves this machine only. Use a loopback address such as http://localhost:5080.");
