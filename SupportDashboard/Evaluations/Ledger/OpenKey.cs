using System.Security.Cryptography;
using System.Text;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>The key that only one open item may hold.</summary>
internal static class OpenKey
{
    /// <summary>Hashed, because session ids have no upper length and index entries do.</summary>
    public static string For(string project, string sessionId, string evaluator) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{project}\u001f{sessionId}\u001f{evaluator}")));
}
