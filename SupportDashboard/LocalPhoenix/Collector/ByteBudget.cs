using System.Net;
using SupportDashboard.LocalPhoenix.Api;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// How many bytes of requests may be in the process at the same time, from reading to commit, and how many of them may come
/// from one client. Programs on this machine share the whole: what they send is their owner's.
/// </summary>
/// <param name="limit">Bytes of all requests together.</param>
/// <param name="limitPerClient">Bytes of the requests that come from one other machine.</param>
internal sealed class ByteBudget(long limit, long limitPerClient)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, long> _clients = [];
    private long _used;

    /// <summary>Opens the share of one request, which is empty at first.</summary>
    public BudgetShare Open(IPAddress? client) => new(this, client is null || IPAddress.IsLoopback(client) ? null : client);

    /// <summary>Adds to a share. A request that is alone may have more than the limit, or it would be refused for ever.</summary>
    /// <exception cref="ApiException">503: others hold too much; 429: the client itself does.</exception>
    internal void Take(IPAddress? client, long held, long bytes)
    {
        lock (_gate)
        {
            if (_used + bytes > limit && _used > held)
            {
                throw ApiException.Busy();
            }

            if (client is not null)
            {
                var ofClient = _clients.GetValueOrDefault(client);
                if (ofClient + bytes > limitPerClient && ofClient > held)
                {
                    throw ApiException.TooMany();
                }

                _clients[client] = ofClient + bytes;
            }

            _used += bytes;
        }
    }

    internal void Return(IPAddress? client, long bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
            if (client is not null && (_clients[client] -= bytes) == 0)
            {
                _clients.Remove(client);
            }
        }
    }
}
