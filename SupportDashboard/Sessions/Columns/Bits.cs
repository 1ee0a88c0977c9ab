using System.Numerics;
using System.Runtime.InteropServices;

namespace SupportDashboard.Sessions.Columns;

/// <summary>Sets of session keys as bits, 64 to a word. Sets may differ in length: what is beyond the end is not in the set.</summary>
internal static class Bits
{
    public const int WordBits = 64;

    /// <summary>Keeps what is in both.</summary>
    public static void And(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        var common = Math.Min(target.Length, other.Length);
        var vectors = Vectors(target[..common]);
        var others = Vectors(other[..common]);
        for (var at = 0; at < vectors.Length; at++)
        {
            vectors[at] &= others[at];
        }

        for (var at = vectors.Length * Vector<ulong>.Count; at < common; at++)
        {
            target[at] &= other[at];
        }

        target[common..].Clear();
    }

    /// <summary>Keeps what is not in the other.</summary>
    public static void AndNot(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var at = 0; at < Math.Min(target.Length, other.Length); at++)
        {
            target[at] &= ~other[at];
        }
    }

    /// <summary>Adds the other, as far as the target reaches.</summary>
    public static void Or(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        var common = Math.Min(target.Length, other.Length);
        var vectors = Vectors(target[..common]);
        var others = Vectors(other[..common]);
        for (var at = 0; at < vectors.Length; at++)
        {
            vectors[at] |= others[at];
        }

        for (var at = vectors.Length * Vector<ulong>.Count; at < common; at++)
        {
            target[at] |= other[at];
        }
    }

    public static int Count(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>How many are in both.</summary>
    public static int CountAnd(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> others)
    {
        var common = Math.Min(words.Length, others.Length);
        words = words[..common];
        others = others[..common];
        var (even, odd) = (0, 0);
        var at = 0;
        for (; at + 1 < words.Length; at += 2)
        {
            even += BitOperations.PopCount(words[at] & others[at]);
            odd += BitOperations.PopCount(words[at + 1] & others[at + 1]);
        }

        return even + odd + (at < words.Length ? BitOperations.PopCount(words[at] & others[at]) : 0);
    }

    public static bool Has(ReadOnlySpan<ulong> words, int key) => key >> 6 < words.Length && (words[key >> 6] & (1UL << key)) != 0;

    public static void Set(Span<ulong> words, int key) => words[key >> 6] |= 1UL << key;

    public static void Clear(Span<ulong> words, int key) => words[key >> 6] &= ~(1UL << key);

    private static ReadOnlySpan<Vector<ulong>> Vectors(ReadOnlySpan<ulong> words) => MemoryMarshal.Cast<ulong, Vector<ulong>>(words);

    private static Span<Vector<ulong>> Vectors(Span<ulong> words) => MemoryMarshal.Cast<ulong, Vector<ulong>>(words);
}
