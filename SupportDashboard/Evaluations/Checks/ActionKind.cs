using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>A kind of completed action that agents claim, and the tools that can have done it.</summary>
/// <param name="Name">The participle for people, for example "cancelled".</param>
/// <param name="Participles">How a claim says it, as alternatives of a pattern.</param>
/// <param name="Nouns">What stands for it beside a verb such as "processed": "the refund has been processed".</param>
/// <param name="ToolWords">Words in the name of a tool that does it.</param>
/// <param name="Stem">How it shows in the arguments of a tool with another name: <c>update_order({"status":"cancelled"})</c>.</param>
internal sealed record ActionKind(string Name, string Participles, string Nouns, string ToolWords, string Stem)
{
    /// <summary>Participles that say only that something was done; what it was, a noun beside them says.</summary>
    public const string Carriers = "processed|completed|finali[sz]ed|initiated|confirmed|issued|submitted|made|placed|created|applied|successful|complete|arranged|secured|handled|requested|put through";

    // A refund follows from a cancellation, a return or a change, and a charge from a booking: one call does both.
    public static readonly IReadOnlyList<ActionKind> All =
    [
        new("cancelled", "cancell?ed|voided|terminated|unsubscribed", "cancell?ations?", "cancel void terminate close unsubscribe delete remove stop end", "cancel"),
        new("refunded", "refunded|reimbursed|credited", "refunds?|reimbursements?|credits?", "refund reimburse credit return cancel update change modify exchange compensate process downgrade pay adjust", "refund"),
        new("booked", "(?:re)?booked|reserved|purchased|ordered|scheduled", "(?:re)?bookings?|reservations?|orders?|purchases?|appointments?", "book rebook reserve buy purchase order place make schedule create add", "book"),
        new("changed", "changed|updated|modified|upgraded|downgraded|rescheduled|switched|adjusted|corrected|edited|renamed|extended|swapped|amended|moved", "changes?|modifications?|updates?|upgrades?|downgrades?|corrections?", "update change modify edit set upgrade downgrade reschedule switch adjust move patch put correct rename extend swap exchange replace rebook add remove assign book", "chang"),
        new("added", "added|attached|applied|assigned", "additions?|discounts?", "add update attach apply create insert change modify set assign book", "add"),
        new("removed", "removed|deleted|erased", "removals?|deletions?", "remove delete cancel update modify change edit clear erase", "remov"),
        new("sent", "(?:re)?sent|e-?mailed|mailed|texted|forwarded|issued|dispatched", "e-?mails?|certificates?|vouchers?|messages?|links?|gift cards?", "send email mail text message sms notify issue forward create resend dispatch give grant generate reset", "send"),
        new("transferred", "transferred|escalated|handed (?:you )?over", "transfers?|escalations?", "transfer escalate handoff hand route connect forward assign open", "transfer"),
        new("reset", "reset", "resets?", "reset set update change send", "reset"),
        new("switched on or off", "activated|deactivated|reactivated|enabled|disabled|unlocked|locked|blocked|suspended|restored", "activations?|deactivations?", "activate deactivate reactivate enable disable unlock lock block suspend restore set update toggle", "activ"),
        new("filed", "filed|submitted|registered|raised|lodged", "tickets?|complaints?|claims?|requests?|registrations?", "submit file open log register raise report create add post send escalate", "ticket"),
        new("paid", "charged|billed|waived|deducted|paid", "payments?|charges?", "charge pay bill waive deduct book buy purchase order create place update change modify process refund add upgrade", "pay"),
        new("returned or exchanged", "exchanged|replaced|returned", "returns?|exchanges?|replacements?", "return exchange replace process create submit send", "return"),
    ];

    /// <summary>The participles of all kinds and those that carry a noun.</summary>
    public static readonly string AnyParticiple = string.Join('|', All.Select(static kind => kind.Participles).Append(Carriers));

    private readonly Regex _participle = new($"^(?:{Participles})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private readonly Regex _noun = new($@"\b(?:{Nouns})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private readonly Regex _done = new($@"""(?:{Participles})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private readonly HashSet<string> _tools = [.. ToolWords.Split(' ')];

    /// <summary>The kind that a participle claims; where it only carries a noun, the noun's kind, by the noun nearest to it.</summary>
    public static ActionKind? Of(string participle, string subject, string rest)
    {
        var carried = Regex.IsMatch(participle, $"^(?:{Carriers})$", RegexOptions.IgnoreCase);
        if (carried && (Nearest(subject, last: true) ?? Nearest(rest, last: false)) is { } named)
        {
            return named;
        }

        return All.FirstOrDefault(kind => kind._participle.IsMatch(participle));
    }

    /// <summary>Whether the call, if it succeeded, did this.</summary>
    public bool IsDoneBy(CheckedCall call) => call.IsReading
        ? _done.IsMatch(call.Result)
        : IsNamedBy(call) || call.Arguments.Contains(Stem, StringComparison.OrdinalIgnoreCase) || _done.IsMatch(call.Result);

    /// <summary>Whether the name of the tool says that it does this. "order" behind another word is what it does it to.</summary>
    public bool IsNamedBy(CheckedCall call) => call.NameWords.Where(static (word, index) => word != "order" || index == 0).Any(_tools.Contains);

    private static ActionKind? Nearest(string text, bool last)
    {
        var found = All.SelectMany(kind => kind._noun.Matches(text).Select(match => (Kind: kind, match.Index))).ToList();
        return found.Count == 0 ? null : last ? found.MaxBy(static one => one.Index).Kind : found.MinBy(static one => one.Index).Kind;
    }
}
