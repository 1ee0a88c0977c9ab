using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>Adds up sessions one by one.</summary>
internal sealed class Totals(SessionColumns columns)
{
    private readonly long[] _tokens = columns[Column.Tokens];
    private readonly long[] _costs = columns[Column.Cost];
    private readonly long[] _failed = columns[Column.Failed];
    private readonly long[] _turns = columns[Column.Turns];
    private readonly long[] _latencies = new long[LatencyScale.Buckets];
    private readonly TurnCounts _toResolution = new();
    private int _sessions;
    private int _unknownCost;
    private long _errors;
    private long _tokenSum;
    private Int128 _cost;

    public void Add(int key, bool resolved)
    {
        _sessions++;
        _tokenSum += _tokens[key];
        _errors += _failed[key];
        if (_costs[key] is >= 0 and var cost)
        {
            _cost += cost;
        }
        else
        {
            _unknownCost++;
        }

        if (resolved)
        {
            _toResolution.Add(_turns[key]);
        }

        foreach (var latency in columns.Latencies[key])
        {
            _latencies[latency]++;
        }
    }

    public SessionSummary Summary() => new()
    {
        Sessions = _sessions,
        Tokens = _tokenSum,
        Errors = (int)Math.Min(int.MaxValue, _errors),
        Cost = (decimal)_cost / 1_000_000_000m,
        UnknownCost = _unknownCost,
        MedianTurnsToResolution = _toResolution.Median(),
        MedianTurnLatency = Latency(0.5),
        P95TurnLatency = Latency(0.95),
    };

    private TimeSpan? Latency(double share) => LatencyScale.Quantile(_latencies, share) is { } us ? TimeSpan.FromMicroseconds(us) : null;
}
