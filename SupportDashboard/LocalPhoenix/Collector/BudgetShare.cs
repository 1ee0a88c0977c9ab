using System.Net;
using SupportDashboard.LocalPhoenix.Api;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>What one request holds of the budget; disposing gives it back. It is used by one thread at a time.</summary>
internal sealed class BudgetShare(ByteBudget budget, IPAddress? client) : IDisposable
{
    /// <summary>Bytes held.</summary>
    public long Held { get; private set; }

    /// <exception cref="ApiException">503 or 429: not now.</exception>
    public void Grow(long bytes)
    {
        if (bytes > 0)
        {
            budget.Take(client, Held, bytes);
            Held += bytes;
        }
    }

    public void Shrink(long bytes)
    {
        if (bytes > 0)
        {
            budget.Return(client, bytes);
            Held -= bytes;
        }
    }

    public void Dispose() => Shrink(Held);
}
