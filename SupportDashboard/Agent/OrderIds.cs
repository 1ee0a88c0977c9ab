using System.Text.RegularExpressions;

namespace SupportDashboard.Agent;

/// <summary>Finds order ids (<c>ORD-12345</c>) in what people write: any case, and with the dash missing or typeset.</summary>
internal static partial class OrderIds
{
    /// <summary>All ids in their normal form, in order, each once.</summary>
    public static IReadOnlyList<string> FindAll(string text) =>
        [.. Pattern().Matches(text).Select(static match => "ORD-" + match.Groups["digits"].Value).Distinct()];

    /// <summary>The id mentioned last, or null.</summary>
    public static string? FindLast(string text) => FindAll(text) is [.., var last] ? last : null;

    [GeneratedRegex(@"\bORD[-\s_#\u2010-\u2015\u2212]{0,2}(?<digits>[0-9]{1,12})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
