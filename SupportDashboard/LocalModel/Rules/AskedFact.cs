using System.Text.RegularExpressions;

namespace SupportDashboard.LocalModel;

/// <summary>Something that agents ask customers for, and how it looks when a customer gives it.</summary>
internal sealed record AskedFact(string Name, Regex Asked, Regex Given)
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    public static readonly IReadOnlyList<AskedFact> All =
    [
        new("order number", new(@"\border\s*(?:id|number|no\b|#)|\bwhich\s+order\b", Options), new(@"\bORD[-\s_#\u2010-\u2015]{0,2}[0-9]+\b|\border\s*(?:id|number|no\.?|#)?\s*(?:is|:|#)*\s*[0-9]{3,}", Options)),
        new("e-mail address", new(@"\be-?mail(?:\s+address)?\b", Options), new(@"[^\s@]{1,64}@[^\s@]{1,255}\.[a-z]{2,}", Options)),
        new("user ID", new(@"\buser\s*(?:id|name)\b|\busername\b", Options), new(@"\buser\s*(?:id|name)\s*(?:is|:)\s*\S+|\b[a-z]+_[a-z]+_[0-9]+\b", Options)),
        new("reservation number", new(@"\breservation\s*(?:id|number|code)|\b(?:booking|confirmation)\s*(?:id|number|code)", Options), new(@"\b(?=[A-Z0-9]{0,5}[0-9])(?=[A-Z0-9]{0,5}[A-Z])[A-Z0-9]{6}\b", RegexOptions.CultureInvariant)),
        new("phone number", new(@"\bphone(?:\s+number)?\b", Options), new(@"\+?[0-9][0-9 ()/-]{7,20}[0-9]", Options)),
    ];
}
