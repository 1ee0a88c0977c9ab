using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SupportDashboard.Components.Drawing;

/// <summary>Stands for HTML that the browser has, in 16 bytes.</summary>
internal static class HtmlDigest
{
    /// <summary>The same for the same text, and never in practice for another.</summary>
    public static UInt128 Of(string html) => MemoryMarshal.Read<UInt128>(SHA256.HashData(MemoryMarshal.AsBytes(html.AsSpan())));
}
