using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>What a text refers to: orders, reservations and the like by their ids, e-mail addresses, amounts of money.</summary>
internal static partial class References
{
    /// <summary>Ids that stand behind a word for what they identify, have the form <c>ABC-123</c> or <c>#123</c>, or are six letters and digits mixed.</summary>
    public static IReadOnlyList<string> IdsIn(string text) =>
    [
        .. Labelled().Matches(text).Concat(Formed().Matches(text)).Concat(Code().Matches(text).Where(match => !FlightNumber().IsMatch(match.Value)))
            .Select(static match => match.Groups["id"].Value.TrimEnd('-')).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    public static IReadOnlyList<string> EmailsIn(string text) => [.. Email().Matches(text).Select(static match => match.Value.TrimEnd('.')).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static IReadOnlyList<decimal> AmountsIn(string text) =>
        [.. Amount().Matches(text).Select(static match => Number(match.Groups["number"].Value)).OfType<decimal>()];

    /// <summary>The amounts that arguments name as such, for example <c>"amount": 150</c>.</summary>
    public static IReadOnlyList<decimal> AmountsOf(string arguments) =>
        [.. AmountMember().Matches(arguments).Select(static match => Number(match.Groups["number"].Value)).OfType<decimal>()];

    /// <summary>The arguments say by an id which order, reservation or the like is meant.</summary>
    public static bool NameOne(string arguments) => IdMember().IsMatch(arguments);

    public static bool Hold(string text, string id) => text.Contains(id, StringComparison.OrdinalIgnoreCase);

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private const string Things = "order|reservation|booking|confirmation|ticket|case|invoice|return|shipment|appointment|subscription|account";

    [GeneratedRegex($@"\b(?i:{Things})s?(?:\s+(?i:id|number|no\.?|code|reference))?\s*(?:is|was|:|-)?\s*[""'(#]*(?<id>(?=[A-Z-]*[0-9])[A-Z0-9][A-Z0-9-]{{3,20}}|[A-Z]{{6}})(?![A-Za-z0-9])")]
    private static partial Regex Labelled();

    [GeneratedRegex(@"\b(?<id>[A-Z]{2,5}-[0-9]{2,12})\b|(?<=#)(?<id>[A-Z]?[0-9]{3,12})\b")]
    private static partial Regex Formed();

    [GeneratedRegex(@"\b(?<id>(?=[A-Z]{0,5}[0-9])(?=[0-9]{0,5}[A-Z])[A-Z0-9]{6})\b")]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Z]{2,3}[0-9]{1,4}$")]
    private static partial Regex FlightNumber();

    [GeneratedRegex(@"[^\s@<>()"",]{1,64}@[^\s@<>()"",]{1,255}\.[A-Za-z]{2,}")]
    private static partial Regex Email();

    [GeneratedRegex(@"[$€£]\s?(?<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]{1,9}(?:\.[0-9]{1,2})?)")]
    private static partial Regex Amount();

    [GeneratedRegex(@"""(?:amount|value|sum|total|refund_?amount)""\s*:\s*""?(?<number>[0-9]{1,9}(?:\.[0-9]{1,2})?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AmountMember();

    [GeneratedRegex($@"""(?:{Things})_?(?:id|number|no|code|reference)s?""\s*:\s*(?:""[^""]|\[|[0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex IdMember();
}
