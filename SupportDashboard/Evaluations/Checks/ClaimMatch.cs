using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>Finds the tool calls that can have done what a claim says.</summary>
internal static partial class ClaimMatch
{
    private const decimal Cent = 0.01m;

    // A call about flights did not add a bag. Words of one row are about the same; what stands in no row can be about anything.
    private static readonly Regex[] Matters =
    [
        .. new[] { "bag|baggage|luggage|suitcase", "flight|cabin|seat", "passenger|travell?er", "address", "e-?mail", "phone", "password", "certificate|voucher|gift", "insurance", "subscription|plan|membership", "appointment" }
            .Select(static words => new Regex($@"(?<![a-z])(?:{words})(?:e?s)?(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)),
    ];

    /// <summary>The calls that did what is claimed; empty when one of the ids it names is covered by none.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="ids">The orders, reservations and the like that it is about; none when it does not say.</param>
    /// <param name="calls">The calls up to it that succeeded.</param>
    public static IReadOnlyList<CheckedCall> Of(Claim claim, IReadOnlyList<string> ids, IEnumerable<CheckedCall> calls)
    {
        var fitting = calls.Where(call => claim.Kind.IsDoneBy(call) && IsAbout(claim, call) && HasEmail(claim, call) && HasAmount(claim, call)).ToList();
        return ids.All(id => fitting.Exists(call => Covers(call, id))) ? [.. fitting.Where(call => ids.Count == 0 || ids.Any(id => Covers(call, id)))] : [];
    }

    // A call that names none, for example one that works on whatever is open, cannot be told to be about another one.
    private static bool Covers(CheckedCall call, string id) =>
        References.Hold(call.Arguments, id) || References.Hold(call.Result, id) || !(References.NameOne(call.Arguments) || References.NameOne(call.Result));

    private static bool IsAbout(Claim claim, CheckedCall call)
    {
        var claimed = MattersOf(claim.About);
        var done = MattersOf(string.Join(' ', call.NameWords));
        return claimed.Count == 0 || done.Count == 0 || claimed.Overlaps(done) || Matters.Where((_, index) => claimed.Contains(index)).Any(matter => matter.IsMatch(Members(call.Arguments)));
    }

    private static bool HasEmail(Claim claim, CheckedCall call) =>
        claim.Kind.Name != "sent" || References.EmailsIn(call.Arguments) is not { Count: > 0 } written || References.EmailsIn(claim.Sentence.Plain) is var said && (said.Count == 0 || said.Any(written.Contains));

    private static bool HasAmount(Claim claim, CheckedCall call) =>
        References.AmountsOf(call.Arguments) is not { Count: 1 } done || References.AmountsIn(claim.Sentence.Plain) is var said && (said.Count == 0 || said.Any(amount => Math.Abs(amount - done[0]) < Cent));

    private static HashSet<int> MattersOf(string text) => [.. Matters.Index().Where(matter => matter.Item.IsMatch(text)).Select(static matter => matter.Index)];

    private static string Members(string arguments) => string.Join(' ', Member().Matches(arguments).Select(static match => match.Groups["name"].Value.Replace('_', ' ')));

    [GeneratedRegex(@"""(?<name>[A-Za-z_]{1,60})""\s*:")]
    private static partial Regex Member();
}
