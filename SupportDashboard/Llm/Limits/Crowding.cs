namespace SupportDashboard.Llm.Limits;

/// <summary>
/// How many calls of a model may run at the same time. Single refusals change nothing, because each call waits as long as it was told to; only
/// when a large share of the calls is refused for a while the number is cut, by a quarter and not again before the new number was tried, and
/// it grows back by a tenth with every full round of answers. Not safe for several threads: its owner locks.
/// </summary>
internal sealed class Crowding(int most)
{
    private const double CutAbove = 0.3;
    private const double GrowBelow = 0.1;
    private const int LeastMemory = 20;

    private double _limit = most;
    private double _refused;
    private int _sinceChange;

    /// <summary>Calls at the same time, from 1 to the most that is configured.</summary>
    public int Limit => (int)_limit;

    /// <summary>Takes in how a call ended: refused with 429, or not.</summary>
    public void Count(bool refused)
    {
        // A moving average over about two rounds.
        _refused += ((refused ? 1 : 0) - _refused) / Math.Max(LeastMemory, 2 * Limit);
        _sinceChange++;
        if (_sinceChange < Limit)
        {
            return;
        }

        if (_refused > CutAbove && refused)
        {
            (_limit, _sinceChange) = (Math.Max(1, _limit * 0.75), 0);
        }
        else if (_refused < GrowBelow && _limit < most)
        {
            (_limit, _sinceChange) = (Math.Min(most, Math.Max(_limit + 1, _limit * 1.1)), 0);
        }
    }
}
