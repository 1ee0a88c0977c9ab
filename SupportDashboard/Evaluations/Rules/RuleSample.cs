using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>Picks a share of the sessions by their ids: the same ones at every time, on every machine and for every rule, and more of them when the share grows.</summary>
internal static class RuleSample
{
    private const double Everything = 100;

    /// <summary>Whether the session is among so many of a hundred.</summary>
    public static bool Has(string sessionId, double percent) => percent >= Everything || Place(sessionId) * Everything < percent;

    private static double Place(string sessionId) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(sessionId))) / (ulong.MaxValue + 1d);
}
