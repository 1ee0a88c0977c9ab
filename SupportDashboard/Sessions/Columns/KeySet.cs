using System.Buffers;
using System.Numerics;

namespace SupportDashboard.Sessions.Columns;

/// <summary>A set of session keys in borrowed memory; give it back by disposing.</summary>
internal sealed class KeySet : IDisposable
{
    private readonly int _length;
    private ulong[]? _words;

    /// <summary>An empty set with room for this many words.</summary>
    public KeySet(int length)
    {
        _length = length;
        _words = ArrayPool<ulong>.Shared.Rent(length);
        Words.Clear();
    }

    public Span<ulong> Words => _words.AsSpan(0, _length);

    public int Count => Bits.Count(Words);

    public KeySet Copy()
    {
        var copy = new KeySet(_length);
        Words.CopyTo(copy.Words);
        return copy;
    }

    public bool Has(int key) => Bits.Has(Words, key);

    public void Add(int key)
    {
        if (key >> 6 < _length)
        {
            Bits.Set(Words, key);
        }
    }

    /// <summary>The members in order.</summary>
    public int[] ToArray()
    {
        var keys = new int[Count];
        var next = 0;
        var words = Words;
        for (var at = 0; at < words.Length; at++)
        {
            for (var word = words[at]; word != 0; word &= word - 1)
            {
                keys[next++] = (at << 6) + BitOperations.TrailingZeroCount(word);
            }
        }

        return keys;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _words, null) is { } words)
        {
            ArrayPool<ulong>.Shared.Return(words);
        }
    }
}
