using System.Text;

namespace SupportDashboard.Bench.Load;

/// <summary>Sentences of a given length in words that support conversations use, now and then quoted or accented.</summary>
internal sealed class LoadText
{
    private static readonly string[] Words =
    [
        "order", "ORD-12345", "delivery", "the", "refund", "carrier", "arrive", "when", "will", "\"express\"", "address", "change", "please", "thanks", "café",
        "tracking", "number", "account", "password", "reset", "return", "policy", "within", "thirty", "days", "item", "broken", "Zürich", "warranty", "help",
    ];

    private uint _state = 2463534242;

    public string Next(int length)
    {
        var text = new StringBuilder(length + 16);
        while (text.Length < length)
        {
            text.Append(Words[(int)(NextNumber() % (uint)Words.Length)]).Append(' ');
        }

        text.Length = length;
        return text.ToString();
    }

    // Xorshift (Marsaglia 2003): the same texts in every run and on every runtime.
    private uint NextNumber()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        return _state ^= _state << 5;
    }
}
