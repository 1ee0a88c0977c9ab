using System.Collections.Frozen;

namespace SupportDashboard.LocalModel;

/// <summary>The words the rules understand: many words of the same meaning lead to one concept, words without meaning of their own to none.</summary>
internal static class Lexicon
{
    public const string Order = "order";
    public const string Status = "status";
    public const string Arrival = "arrival";
    public const string Tracking = "tracking";
    public const string Carrier = "carrier";
    public const string Password = "password";
    public const string Refund = "refund";
    public const string Subscription = "subscription";
    public const string Payment = "payment";
    public const string Profile = "profile";
    public const string Account = "account";
    public const string Cancel = "cancel";
    public const string Update = "update";
    public const string Reset = "reset";
    public const string Upgrade = "upgrade";
    public const string Delete = "delete";

    /// <summary>Concepts about where an order is.</summary>
    public static readonly FrozenSet<string> Shipping = FrozenSet.Create(Arrival, Tracking, Carrier);

    /// <summary>Concepts that help articles are about.</summary>
    public static readonly FrozenSet<string> Topics = FrozenSet.Create(Password, Refund, Subscription, Payment, Profile, Account);

    /// <summary>Concepts of what somebody wants to be done: an article about cancelling does not answer how to upgrade.</summary>
    public static readonly FrozenSet<string> Actions = FrozenSet.Create(Cancel, Update, Reset, Upgrade, Delete);

    /// <summary>Concepts that say little about the topic and weigh half in a comparison.</summary>
    public static readonly FrozenSet<string> Weak = FrozenSet.Create("policy", "method", "information", "accept", Status, Order);

    private static readonly FrozenDictionary<string, string> Concepts = Invert(
        (Order, "order purchase package parcel shipment item"),
        (Status, "status progress"),
        (Arrival, "arrive arrival arriving eta delivery deliver delivered delivering ship shipped shipping dispatch dispatched expected"),
        (Tracking, "track tracking tracked trackable"),
        (Carrier, "carrier courier fedex ups dhl usps"),
        (Password, "password passcode passphrase pw login signin credential"),
        (Reset, "reset forgot forget forgotten recover restore resetting"),
        (Refund, "refund refunded refunding reimburse reimbursement moneyback return returning returned"),
        ("policy", "policy rule terms"),
        (Cancel, "cancel cancelling canceling cancelled canceled cancellation terminate unsubscribe"),
        (Subscription, "subscription subscribe subscribed membership"),
        (Payment, "payment pay paying paid card credit debit visa mastercard amex paypal checkout"),
        ("method", "method option way"),
        ("accept", "accept accepted accepting take support"),
        (Update, "update updating change changing edit editing modify correct"),
        (Profile, "profile address phone email personal"),
        ("information", "information info detail data"),
        (Account, "account"),
        (Upgrade, "upgrade upgrading downgrade"),
        (Delete, "delete deleting remove erase"));

    private static readonly FrozenSet<string> StopWords = """
        a an the this that these those it its he she they them i im ive id ill me my mine we us our you your yours
        is are was were be been being am do does did done doing has have had having will would shall should can could may might must
        and or but so if then than as of to in on at by for from with about into out up down over off back again
        what whats when where wheres which who whom whose why how
        yes no not dont doesnt didnt cant couldnt wont isnt arent wasnt
        please thanks thank hello hi hey ok okay sure just also still very really too some any all more most
        get got gets getting want wants need needs like tell know see say said let lets use make go going come
        there here now today something anything someone help helping helped problem question number thing regarding concerning check look looking
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static readonly string[] LongWords = [.. Concepts.Keys.Where(static word => word.Length >= 5)];

    /// <summary>Whether the word has no meaning of its own.</summary>
    public static bool IsStopWord(string word) => StopWords.Contains(word);

    /// <summary>The concept of a lower-case word, also of its plural and with one typing error; null for a word the rules do not know.</summary>
    public static string? ConceptOf(string word)
    {
        if (Concepts.TryGetValue(word, out var concept) || Concepts.TryGetValue(Singular(word), out concept))
        {
            return concept;
        }

        if (word.Length is < 5 or > 20)
        {
            return null;
        }

        var near = Array.Find(LongWords, known => Spelling.DiffersByOne(known, word));
        return near is null ? null : Concepts[near];
    }

    /// <summary>The word without a plural ending.</summary>
    public static string Singular(string word) => word switch
    {
        [.. var stem, 'i', 'e', 's'] when stem.Length > 1 => stem + "y",
        [.. var stem, 's'] when stem.Length > 2 && stem[^1] != 's' => stem,
        _ => word,
    };

    private static FrozenDictionary<string, string> Invert(params (string Concept, string Words)[] entries) => entries
        .SelectMany(static entry => entry.Words.Split(' ').Select(word => KeyValuePair.Create(word, entry.Concept)))
        .ToFrozenDictionary(StringComparer.Ordinal);
}
