namespace SupportDashboard.LocalModel;

/// <summary>
/// Words an order's fields as the answer to what was asked: the arrival, the tracking number, the carrier, each if asked for, else the whole status.
/// "pending" is worded as "not assigned yet"; a field that is missing is not made up.
/// </summary>
internal sealed class OrderSentences(IReadOnlyDictionary<string, string> fields)
{
    public const string Unreadable = "I'm sorry, I couldn't read the order system's answer. Please try again in a moment.";

    private readonly string _id = fields.GetValueOrDefault("orderId") ?? "your order";
    private readonly string _status = fields.GetValueOrDefault("status") ?? string.Empty;

    private bool IsDelivered => _status.Equals("delivered", StringComparison.OrdinalIgnoreCase);

    private bool IsShipped => _status.Equals("shipped", StringComparison.OrdinalIgnoreCase);

    private string? Carrier => Assigned("carrier");

    private string? TrackingNumber => Assigned("trackingNumber");

    private string? Date => Assigned("eta") is not { } eta ? null
        : eta.StartsWith("Delivered ", StringComparison.OrdinalIgnoreCase) ? eta["Delivered ".Length..] : eta;

    /// <summary>The answer to a lookup that found nothing.</summary>
    public static string Missing(string error) => Words.OrderIdsOf(error) is [var id, ..]
        ? $"I'm sorry, I couldn't find order {id} in our system. Please check the order number for typing errors; it looks like ORD-XXXXX."
        : "I'm sorry, I couldn't look up that order. Please check the order number for typing errors; it looks like ORD-XXXXX.";

    public string Answer(HashSet<string> concepts)
    {
        var asked = new List<string>();
        if (concepts.Contains(Lexicon.Status) || !concepts.Overlaps(Lexicon.Shipping))
        {
            asked.Add(StatusSentence());
        }
        else
        {
            Add(asked, concepts, Lexicon.Arrival, ArrivalSentence);
            Add(asked, concepts, Lexicon.Carrier, CarrierSentence);
            Add(asked, concepts, Lexicon.Tracking, TrackingSentence);
        }

        return string.Join(' ', asked);
    }

    private static void Add(List<string> asked, HashSet<string> concepts, string concept, Func<string> sentence)
    {
        if (concepts.Contains(concept))
        {
            asked.Add(sentence());
        }
    }

    private string StatusSentence()
    {
        if (IsDelivered)
        {
            return $"Order {_id} has been delivered{On(Date)}{By(Carrier)}.{Tracked()}";
        }

        var expected = Date is null ? "." : $" and is expected to arrive on {Date}.";
        return IsShipped
            ? $"Good news: order {_id} has been shipped{With(Carrier)}{expected}{Tracked()}"
            : $"Order {_id} is currently {(_status.Length > 0 ? _status : "in an unknown state")}{expected}{Unassigned()}";
    }

    private string ArrivalSentence() => (IsDelivered, Date) switch
    {
        (true, _) => $"Order {_id} has already arrived: it was delivered{On(Date)}{By(Carrier)}.",
        (false, null) => $"There is no arrival date for order {_id} yet; its status is {_status}.",
        _ => $"Order {_id} is expected to arrive on {Date}. {(IsShipped ? $"It is on its way{With(Carrier)}." : $"It is currently {_status}.")}",
    };

    private string CarrierSentence() => Carrier is null
        ? $"Order {_id} has no carrier assigned yet, because it is still {_status}.{(Date is null ? string.Empty : $" It is expected to arrive on {Date}.")}"
        : IsDelivered ? $"Order {_id} was delivered by {Carrier}{On(Date)}." : $"The carrier of order {_id} is {Carrier}.";

    private string TrackingSentence() => TrackingNumber is null
        ? $"Order {_id} has no tracking number yet, because it is still {_status}. You will get one as soon as it ships."
        : $"The tracking number of order {_id} is {TrackingNumber}.{(Carrier is null ? string.Empty : $" The carrier is {Carrier}.")}";

    private string Unassigned() => (Carrier, TrackingNumber) switch
    {
        (null, null) => " A carrier and a tracking number have not been assigned yet.",
        (null, _) => " A carrier has not been assigned yet.",
        (_, null) => " A tracking number has not been assigned yet.",
        _ => Tracked(),
    };

    private string Tracked() => TrackingNumber is null ? string.Empty : $" The tracking number is {TrackingNumber}.";

    private string? Assigned(string field) =>
        fields.GetValueOrDefault(field) is { Length: > 0 } value && !value.Equals("pending", StringComparison.OrdinalIgnoreCase) ? value : null;

    private static string On(string? date) => date is null ? string.Empty : $" on {date}";

    private static string By(string? carrier) => carrier is null ? string.Empty : $" by {carrier}";

    private static string With(string? carrier) => carrier is null ? string.Empty : $" with {carrier}";
}
