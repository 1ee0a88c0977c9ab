using System.Globalization;
using System.Text;

namespace SupportDashboard.Phoenix;

/// <summary>Phoenix's ids: base64 of <c>TypeName:row</c>.</summary>
public static class GlobalId
{
    /// <summary>The row number; 0 when the text is not a GlobalID.</summary>
    public static long Row(string? id)
    {
        Span<byte> bytes = stackalloc byte[96];
        if (id is null || !Convert.TryFromBase64String(id, bytes, out var length))
        {
            return 0;
        }

        var text = bytes[..length];
        var colon = text.LastIndexOf((byte)':');
        return colon > 0 && long.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0;
    }

    /// <summary>The GlobalID of a row.</summary>
    public static string Of(string typeName, long row) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{typeName}:{row}")));
}
