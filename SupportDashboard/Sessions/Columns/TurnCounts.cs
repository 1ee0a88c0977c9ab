namespace SupportDashboard.Sessions.Columns;

/// <summary>Counts numbers of turns, of which nearly all are small, for their exact median.</summary>
internal sealed class TurnCounts
{
    private readonly int[] _small = new int[256];
    private readonly List<long> _large = [];
    private int _count;

    public void Add(long turns)
    {
        _count++;
        if ((ulong)turns < (ulong)_small.Length)
        {
            _small[turns]++;
        }
        else
        {
            _large.Add(turns);
        }
    }

    /// <summary>The middle number, or the mean of the two in the middle; null of nothing.</summary>
    public double? Median()
    {
        if (_count == 0)
        {
            return null;
        }

        _large.Sort();
        return (At((_count - 1) / 2) + At(_count / 2)) / 2.0;
    }

    private long At(int rank)
    {
        for (var turns = 0; turns < _small.Length; turns++)
        {
            if ((rank -= _small[turns]) < 0)
            {
                return turns;
            }
        }

        return _large[rank];
    }
}
