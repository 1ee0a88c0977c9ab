using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SupportDashboard.LocalPhoenix;

/// <summary>Where the embedded Phoenix listens: on this machine only, or, guarded by a key, for others too.</summary>
internal sealed class ListenAddress
{
    private const string LocalName = "localhost";

    private readonly IPAddress _address;

    private ListenAddress(IPAddress address) => _address = address;

    /// <summary>Whether other machines reach it.</summary>
    public bool IsOpen => !IPAddress.IsLoopback(_address);

    /// <summary>Reads the setting.</summary>
    /// <exception cref="ListenAddressException">It is no address, or others would reach it without a key.</exception>
    public static ListenAddress Parse(string setting, ApiKeys keys)
    {
        var address = setting.Equals(LocalName, StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.TryParse(setting, out var parsed) ? parsed
            : throw new ListenAddressException($"LocalPhoenix:Address must be an IP address such as 127.0.0.1 or 0.0.0.0, and is \"{setting}\".");
        var listen = new ListenAddress(address);
        return !listen.IsOpen || keys.IsRequired ? listen : throw new ListenAddressException(
            $"The embedded Phoenix does not listen on {setting}, where other machines reach it, without a key: set {ApiKeys.ConfigurationKey}, or leave LocalPhoenix:Address away.");
    }

    /// <summary>Listens on it, and always on loopback too: the application itself uses that.</summary>
    public void Bind(KestrelServerOptions kestrel, int port, Action<ListenOptions> configure)
    {
        kestrel.Listen(_address, port, configure);
        if (IsOpen && !IsAny)
        {
            kestrel.Listen(IPAddress.Loopback, port, configure);
        }
    }

    /// <summary>The loopback address among those that a server listens on.</summary>
    public Uri Own(ICollection<string> urls)
    {
        var bound = urls.Select(static url => new Uri(url)).ToList();
        return IsAny
            ? new UriBuilder(bound[0]) { Host = _address.Equals(IPAddress.Any) ? "127.0.0.1" : "[::1]" }.Uri
            : bound.Find(static url => url.IsLoopback) ?? bound[0];
    }

    private bool IsAny => _address.Equals(IPAddress.Any) || _address.Equals(IPAddress.IPv6Any);
}
