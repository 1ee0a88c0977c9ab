using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// Numbers that stand for names, so that names are a column like any other: equal names have the same number, and the order of two
/// numbers is that of their names, from A to Z whatever the case; no name comes after all of them. Numbers stay what they are.
/// </summary>
internal sealed class NameOrder
{
    /// <summary>Stands for no name.</summary>
    public const long None = 0;

    private readonly Dictionary<byte[], int> _numbers = new(Utf8Comparer.Instance);
    private readonly List<string> _names = [""];

    /// <summary>The number of a name in UTF-8, made on first sight.</summary>
    public long Number(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return None;
        }

        var numbers = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!numbers.TryGetValue(name, out var number))
        {
            number = _names.Count;
            _names.Add(Encoding.UTF8.GetString(name));
            numbers[name] = number;
        }

        return number;
    }

    /// <summary>What it takes in memory, in bytes, nearly.</summary>
    public long Size => _names.Sum(static name => 100L + (3 * name.Length));

    /// <summary>Writes all names in the order of their numbers.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_names.Count);
        foreach (var name in _names)
        {
            writer.Write(name);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into an order that has no names yet.</summary>
    public void Read(BinaryReader reader)
    {
        var names = reader.ReadInt32();
        for (var number = 0; number < names; number++)
        {
            Number(Encoding.UTF8.GetBytes(reader.ReadString()));
        }
    }

    /// <summary>Which of two numbers' names comes first.</summary>
    public int Compare(long left, long right)
    {
        if (left == right)
        {
            return 0;
        }

        if (left == None || right == None)
        {
            return left == None ? 1 : -1;
        }

        var (one, other) = (_names[(int)left], _names[(int)right]);
        var order = string.Compare(one, other, StringComparison.OrdinalIgnoreCase);
        return order != 0 ? order : string.CompareOrdinal(one, other);
    }

    /// <summary>By number, the place of every name in the order: to sort many at once by numbers alone.</summary>
    public long[] Places()
    {
        var ordered = Enumerable.Range(0, _names.Count).Select(static number => (long)number).ToArray();
        Array.Sort(ordered, Compare);
        var places = new long[ordered.Length];
        for (var place = 0; place < ordered.Length; place++)
        {
            places[ordered[place]] = place;
        }

        return places;
    }

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Utf8Comparer Instance = new();

        public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

        public bool Equals(ReadOnlySpan<byte> one, byte[] other) => one.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] name) => GetHashCode(name.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> name)
        {
            var hash = new HashCode();
            hash.AddBytes(name);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> name) => name.ToArray();
    }
}
