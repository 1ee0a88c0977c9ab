using System.Globalization;
using System.Text;
using SupportDashboard.Sessions.Columns;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Tests.Sessions;

/// <summary>The columns against plain dictionaries, with so many sessions that blocks split, lists become bits and holes are compacted.</summary>
public sealed class SessionColumnsTests
{
    private const int Keys = 5000;
    private const int Steps = 20_000;

    private readonly SessionColumns _columns = new();
    private readonly Dictionary<int, (long[] Numbers, string Id, string[] Values, byte[] Latencies)> _truth = [];
    private readonly Random _random = new(7);

    [Fact]
    public void Orders_sets_and_latencies_stay_true_through_twenty_thousand_changes()
    {
        foreach (var column in Enum.GetValues<Column>())
        {
            Assert.NotNull(_columns.Ordered(column));
        }

        for (var step = 0; step < Steps; step++)
        {
            var key = 1 + _random.Next(step < Steps / 4 ? Keys / 4 : Keys);
            if (_random.Next(5) == 0)
            {
                _columns.Remove(key);
                _truth.Remove(key);
            }
            else
            {
                Set(key);
            }

            if (step % 4000 == 3999)
            {
                Check();
            }
        }
    }

    [Fact]
    public void A_value_of_every_session_and_one_of_a_single_session_count_the_same_way()
    {
        for (var key = 1; key <= 1000; key++)
        {
            Set(key);
        }

        using var all = new KeySet(_columns.Words);
        _columns.Facets.Find(1, FacetValues.Everything, "")!.AddTo(all);
        Assert.Equal(1000, all.Count);
        Assert.Equal(1, _columns.Facets.Find(1, "id", "s77")!.CountIn(all.Words));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(99_999)]
    [InlineData(1_234_567)]
    [InlineData(60_000_000)]
    [InlineData(30_000_000_000)]
    public void A_latency_comes_back_within_four_percent(long microseconds) =>
        Assert.InRange(LatencyScale.Microseconds(LatencyScale.BucketOf(microseconds)), microseconds * 0.96, microseconds * 1.04);

    private void Set(int key)
    {
        // Few different numbers, so that ties are common.
        var numbers = Enum.GetValues<Column>().Select(_ => (long)_random.Next(20)).ToArray();
        var id = "s" + key.ToString(CultureInfo.InvariantCulture);
        string[] values = ["often", .. Enumerable.Range(0, 3).Where(_ => _random.Next(30) == 0).Select(static number => $"rare{number}")];
        var latencies = new byte[_random.Next(6)];
        _random.NextBytes(latencies);
        _truth[key] = (numbers, id, values, latencies);
        var entry = new SessionEntry { Key = key, Project = 1, SessionId = Encoding.UTF8.GetBytes(id), Latencies = latencies };
        foreach (var column in Enum.GetValues<Column>())
        {
            var number = numbers[(int)column];
            entry[column] = SessionColumns.IsName(column) ? _columns.Names.Number(Encoding.UTF8.GetBytes(Name(number))) : number;
        }

        entry.Values.Add(_columns.Facets.Key(1, FacetValues.Everything, ""));
        entry.Values.Add(_columns.Facets.Key(1, "id", id));
        entry.Values.AddRange(values.Select(value => _columns.Facets.Key(1, "word", value)));
        _columns.Set(entry);
    }

    // In both cases, and none for the greatest.
    private static string Name(long number) => number == 19 ? "" : string.Create(CultureInfo.InvariantCulture, $"{(number % 2 == 0 ? "name" : "NAME")}{number:00}");

    private void Check()
    {
        Assert.Equal(_truth.Count, _columns.Sessions);
        using var all = new KeySet(_columns.Words);
        _columns.Facets.Find(1, FacetValues.Everything, "")!.AddTo(all);
        Assert.Equal(_truth.Keys.Order(), all.ToArray());
        foreach (var column in Enum.GetValues<Column>())
        {
            CheckOrder(all, column);
        }

        foreach (var (name, postings) in _columns.Facets.Most(1, "word", 10))
        {
            Assert.Equal(_truth.Values.Count(session => session.Values.Contains(name)), postings.CountIn(all.Words));
        }

        foreach (var (key, session) in _truth)
        {
            Assert.True(_columns.Latencies[key].SequenceEqual(session.Latencies));
            Assert.Equal(session.Id, _columns.SessionId(key));
        }

        using var range = all.Copy();
        _columns.Time.Keep(range.Words, 5, 15, _columns[Column.Started], _columns[Column.Active]);
        Assert.Equal(
            _truth.Where(static session => session.Value.Numbers[(int)Column.Active] >= 5 && session.Value.Numbers[(int)Column.Started] < 15).Select(static session => session.Key).Order(),
            range.ToArray());
    }

    private void CheckOrder(KeySet all, Column column)
    {
        var expected = _truth.OrderBy(session => session.Value.Numbers[(int)column]).ThenBy(static session => session.Value.Numbers[(int)Column.Active])
            .ThenBy(static session => session.Value.Id, StringComparer.Ordinal).Select(static session => session.Key).ToArray();
        var actual = new int[expected.Length];
        Assert.Equal(expected.Length, _columns.Ordered(column).Take(all.Words, ascending: true, 0, actual));
        Assert.Equal(expected, actual);
        Assert.Equal(expected, OrderOf(OrderingBuilder.Build(_columns, column), all));
    }

    private static int[] OrderOf(Ordering ordering, KeySet all)
    {
        var keys = new int[all.Count];
        ordering.Take(all.Words, ascending: false, 0, keys);
        Array.Reverse(keys);
        return keys;
    }
}
