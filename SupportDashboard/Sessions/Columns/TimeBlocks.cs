using System.Numerics;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// The first and last instants of every 1,024 neighbouring sessions. Keys are given out in the order of arrival, so a time range takes
/// or leaves most of these blocks whole, without looking at their sessions. Instants are microseconds.
/// </summary>
internal sealed class TimeBlocks
{
    private const int BlockBits = 10;
    private const int WordsPerBlock = 1 << (BlockBits - 6);

    private Block[] _blocks = [];

    /// <summary>Takes in a session; what left a block never makes it smaller, which costs time but no truth.</summary>
    public void Add(int key, long started, long active)
    {
        var block = key >> BlockBits;
        if (block >= _blocks.Length)
        {
            var before = _blocks.Length;
            Array.Resize(ref _blocks, Math.Max(block + 1, before + (before / 4)));
            Array.Fill(_blocks, Block.Empty, before, _blocks.Length - before);
        }

        var known = _blocks[block];
        _blocks[block] = new(Math.Min(known.FirstStarted, started), Math.Max(known.LastStarted, started), Math.Min(known.FirstActive, active), Math.Max(known.LastActive, active));
    }

    /// <summary>Keeps the sessions of a set that were active at or after <paramref name="from"/> and started before <paramref name="to"/>.</summary>
    public void Keep(Span<ulong> words, long from, long to, long[] started, long[] active)
    {
        for (var block = 0; block * WordsPerBlock < words.Length; block++)
        {
            var part = words.Slice(block * WordsPerBlock, Math.Min(WordsPerBlock, words.Length - (block * WordsPerBlock)));
            var times = block < _blocks.Length ? _blocks[block] : Block.Empty;
            if (times.LastActive < from || times.FirstStarted >= to)
            {
                part.Clear();
            }
            else if (times.FirstActive < from || times.LastStarted >= to)
            {
                KeepEach(part, block << BlockBits, from, to, started, active);
            }
        }
    }

    /// <summary>When the first of the sessions started that were active at or after <paramref name="from"/>, or a little earlier; the greatest number of none.</summary>
    public long Earliest(long from, long[] started, long[] active)
    {
        var earliest = long.MaxValue;
        for (var block = 0; block < _blocks.Length; block++)
        {
            var times = _blocks[block];
            if (times.LastActive < from || times.FirstStarted >= earliest)
            {
                continue;
            }

            if (times.FirstActive >= from)
            {
                earliest = times.FirstStarted;
                continue;
            }

            for (var key = block << BlockBits; key < Math.Min(started.Length, (block + 1) << BlockBits); key++)
            {
                earliest = active[key] >= from ? Math.Min(earliest, started[key]) : earliest;
            }
        }

        return earliest;
    }

    private static void KeepEach(Span<ulong> words, int firstKey, long from, long to, long[] started, long[] active)
    {
        for (var at = 0; at < words.Length; at++)
        {
            for (var word = words[at]; word != 0; word &= word - 1)
            {
                var bit = BitOperations.TrailingZeroCount(word);
                var key = firstKey + (at << 6) + bit;
                if (active[key] < from || started[key] >= to)
                {
                    words[at] &= ~(1UL << bit);
                }
            }
        }
    }

    private readonly record struct Block(long FirstStarted, long LastStarted, long FirstActive, long LastActive)
    {
        public static readonly Block Empty = new(long.MaxValue, long.MinValue, long.MaxValue, long.MinValue);
    }
}
