namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// All sessions in the order of one column, then of their last activity, then of their id. Kept in blocks, so that a session finds its new
/// place by moving a few hundred neighbours, not a million.
/// </summary>
internal sealed class Ordering
{
    private const int BlockSize = 512;

    private readonly SessionColumns _columns;
    private readonly Column _column;
    private readonly List<Block> _blocks = [];

    /// <summary>Takes over sessions that are in order already.</summary>
    public Ordering(SessionColumns columns, Column column, ReadOnlySpan<int> ordered)
    {
        _columns = columns;
        _column = column;
        const int filled = BlockSize * 3 / 4;
        for (var at = 0; at < ordered.Length; at += filled)
        {
            _blocks.Add(new Block(ordered[at..Math.Min(ordered.Length, at + filled)]));
        }
    }

    /// <summary>What it takes in memory, in bytes.</summary>
    public long Size => _blocks.Count * (BlockSize * 4L);

    public void Insert(int key)
    {
        if (_blocks.Count == 0)
        {
            _blocks.Add(new Block([key]));
            return;
        }

        var index = Math.Min(BlockOf(key), _blocks.Count - 1);
        var block = _blocks[index];
        if (block.Count == BlockSize)
        {
            _blocks.Insert(index + 1, block.Split());
            block = _blocks[index = _columns.Compare(_column, key, block.Last) <= 0 ? index : index + 1];
        }

        block.Insert(PlaceIn(block, key), key);
    }

    /// <summary>Takes a session out; its columns must still say what they said when it was put in.</summary>
    public void Remove(int key)
    {
        var index = BlockOf(key);
        var block = _blocks[index];
        block.Remove(PlaceIn(block, key));
        if (block.Count == 0)
        {
            _blocks.RemoveAt(index);
        }
    }

    /// <summary>The sessions of a set in this order, until <paramref name="page"/> is full.</summary>
    /// <param name="set">Which sessions.</param>
    /// <param name="ascending">Smallest first.</param>
    /// <param name="skip">How many of them to pass over.</param>
    /// <param name="page">Where they go.</param>
    /// <returns>How many there were.</returns>
    public int Take(ReadOnlySpan<ulong> set, bool ascending, int skip, Span<int> page)
    {
        var taken = 0;
        for (var number = 0; number < _blocks.Count && taken < page.Length; number++)
        {
            var keys = _blocks[ascending ? number : _blocks.Count - 1 - number].Keys;
            for (var at = 0; at < keys.Length && taken < page.Length; at++)
            {
                var key = keys[ascending ? at : keys.Length - 1 - at];
                if (Bits.Has(set, key) && --skip < 0)
                {
                    page[taken++] = key;
                }
            }
        }

        return taken;
    }

    // The first block whose last session is not before the key.
    private int BlockOf(int key)
    {
        var (low, high) = (0, _blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_columns.Compare(_column, _blocks[middle].Last, key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private int PlaceIn(Block block, int key)
    {
        var keys = block.Keys;
        var (low, high) = (0, keys.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_columns.Compare(_column, keys[middle], key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private sealed class Block
    {
        private readonly int[] _keys = new int[BlockSize];

        public Block(ReadOnlySpan<int> keys)
        {
            keys.CopyTo(_keys);
            Count = keys.Length;
        }

        public int Count { get; private set; }

        public int Last => _keys[Count - 1];

        public ReadOnlySpan<int> Keys => _keys.AsSpan(0, Count);

        public void Insert(int at, int key)
        {
            Array.Copy(_keys, at, _keys, at + 1, Count - at);
            _keys[at] = key;
            Count++;
        }

        public void Remove(int at)
        {
            Array.Copy(_keys, at + 1, _keys, at, Count - at - 1);
            Count--;
        }

        public Block Split()
        {
            var half = Count / 2;
            var upper = new Block(Keys[half..]);
            Count = half;
            return upper;
        }
    }
}
