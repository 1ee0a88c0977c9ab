namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// The sessions that have one value: as long as they are few a sorted list of keys (4 bytes each), then a bit for every key there is,
/// so that a million values that occur once cost no more than one that occurs a million times.
/// </summary>
internal sealed class Postings
{
    private const int Fewest = 64;

    private int[] _keys = [];
    private ulong[]? _words;

    public int Count { get; private set; }

    /// <summary>What it takes in memory, in bytes.</summary>
    public long Size => (_keys.Length * 4L) + ((_words?.Length ?? 0) * 8L);

    /// <summary>Adds a session.</summary>
    /// <param name="key">The session.</param>
    /// <param name="keys">How many keys there are altogether.</param>
    public void Add(int key, int keys)
    {
        if (_words is null && Count >= Fewest && Count >= keys / 32)
        {
            Widen(keys);
        }

        if (_words is null)
        {
            Insert(key);
            return;
        }

        if (key >> 6 >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max((key >> 6) + 1, (keys >> 6) + (keys >> 9) + 1));
        }

        if (!Bits.Has(_words, key))
        {
            Bits.Set(_words, key);
            Count++;
        }
    }

    public void Remove(int key)
    {
        if (_words is not null)
        {
            if (Bits.Has(_words, key))
            {
                Bits.Clear(_words, key);
                Count--;
            }
        }
        else if (Array.BinarySearch(_keys, 0, Count, key) is >= 0 and var at)
        {
            Array.Copy(_keys, at + 1, _keys, at, Count - at - 1);
            Count--;
        }
    }

    public bool Has(int key) => _words is null ? Array.BinarySearch(_keys, 0, Count, key) >= 0 : Bits.Has(_words, key);

    /// <summary>How many of the set have the value.</summary>
    public int CountIn(ReadOnlySpan<ulong> set)
    {
        if (_words is not null)
        {
            return Bits.CountAnd(set, _words);
        }

        var count = 0;
        foreach (var key in _keys.AsSpan(0, Count))
        {
            count += Bits.Has(set, key) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Adds all sessions that have the value to a set.</summary>
    public void AddTo(KeySet set)
    {
        if (_words is not null)
        {
            Bits.Or(set.Words, _words);
            return;
        }

        foreach (var key in _keys.AsSpan(0, Count))
        {
            set.Add(key);
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        writer.Write(_words is not null);
        if (_words is not null)
        {
            PackedNumbers.WriteRaw<ulong>(writer, _words);
        }
        else
        {
            PackedNumbers.WriteRaw<int>(writer, _keys.AsSpan(0, Count));
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        Count = reader.ReadInt32();
        _words = null;
        _keys = [];
        if (reader.ReadBoolean())
        {
            _words = PackedNumbers.ReadRaw<ulong>(reader);
        }
        else
        {
            _keys = PackedNumbers.ReadRaw<int>(reader);
        }

        if (Count != (_words is null ? _keys.Length : Bits.Count(_words)))
        {
            throw new InvalidDataException("A value has more or fewer sessions than it says.");
        }
    }

    private void Insert(int key)
    {
        var at = Count == 0 || _keys[Count - 1] < key ? ~Count : Array.BinarySearch(_keys, 0, Count, key);
        if (at >= 0)
        {
            return;
        }

        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(4, Count + (Count / 2)));
        }

        Array.Copy(_keys, ~at, _keys, ~at + 1, Count - ~at);
        _keys[~at] = key;
        Count++;
    }

    private void Widen(int keys)
    {
        var words = new ulong[Math.Max(keys >> 6, _keys[Count - 1] >> 6) + 1];
        foreach (var key in _keys.AsSpan(0, Count))
        {
            Bits.Set(words, key);
        }

        (_words, _keys) = (words, []);
    }
}
