using System.Globalization;
using Microsoft.Data.Sqlite;
using SupportDashboard.Llm;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>Reads sessions out of the index for the columns: three statements side by side, each in the order of the sessions' keys.</summary>
internal sealed class EntryReader(FacetValues facets, NameOrder names, LlmPrices prices)
{
    private const int MostKeys = 500;

    private readonly Dictionary<long, KnownValue> _known = [];
    private long _newest;

    /// <summary>Reads all sessions; the same entry comes again and again with other content.</summary>
    public IEnumerable<SessionEntry> All(SqliteConnection connection) => Read(connection, static column => "");

    /// <summary>Reads some sessions; those that are gone are left out.</summary>
    public IEnumerable<SessionEntry> Some(SqliteConnection connection, IEnumerable<long> keys)
    {
        foreach (var part in keys.Chunk(MostKeys))
        {
            var list = string.Join(',', part.Select(static key => key.ToString(CultureInfo.InvariantCulture)));
            foreach (var entry in Read(connection, column => $"WHERE {column} IN ({list})"))
            {
                yield return entry;
            }
        }
    }

    /// <summary>What every session costs, by key below a bound.</summary>
    public long[] Costs(SqliteConnection connection, int keys)
    {
        Learn(connection);
        using var models = new RawRows(connection, "SELECT session, model, prompt, completion, uncounted FROM session_model");
        var costs = new long[keys];
        while (models.Read())
        {
            if (models.Number(0) is var session && session < keys)
            {
                costs[session] = SessionCost.Plus(costs[session], CostOf(models));
            }
        }

        return costs;
    }

    private IEnumerable<SessionEntry> Read(SqliteConnection connection, Func<string, string> where)
    {
        Learn(connection);
        using var sessions = new RawRows(connection, $"""
            SELECT id, project, session_id, latencies, active_us, look, started_us, turns, tokens, failed, duration_us, documents, p50_us, p95_us, gap_us, up, down, stale, category, user_id
            FROM session {where("id")} ORDER BY id
            """);
        using var values = new RawRows(connection, $"SELECT session, value FROM session_value {where("session")} ORDER BY session");
        using var models = new RawRows(connection, $"SELECT session, model, prompt, completion, uncounted FROM session_model {where("session")} ORDER BY session");
        var (moreValues, moreModels) = (values.Read(), models.Read());
        var entry = new SessionEntry();
        while (sessions.Read())
        {
            ReadSession(sessions, entry);
            (entry[Column.Resolution], entry[Column.Coherence]) = (1, 1);
            for (; moreValues && values.Number(0) <= entry.Key; moreValues = values.Read())
            {
                AddValue(entry, values);
            }

            var cost = 0L;
            for (; moreModels && models.Number(0) <= entry.Key; moreModels = models.Read())
            {
                cost = models.Number(0) == entry.Key ? SessionCost.Plus(cost, CostOf(models)) : cost;
            }

            entry[Column.Cost] = cost;
            yield return entry;
        }
    }

    private void ReadSession(RawRows row, SessionEntry entry)
    {
        entry.Key = (int)row.Number(0);
        entry.Project = row.Number(1);
        entry.SessionId = row.Bytes(2).ToArray();
        entry.Latencies = row.Bytes(3).ToArray();
        entry[Column.Active] = row.Number(4);
        entry[Column.Look] = row.Number(5);
        entry[Column.Started] = row.Number(6);
        entry[Column.Turns] = row.Number(7);
        entry[Column.Tokens] = row.Number(8);
        entry[Column.Failed] = row.Number(9);
        entry[Column.Duration] = row.Number(10);
        entry[Column.Documents] = row.Number(11);
        entry[Column.MedianLatency] = row.Number(12);
        entry[Column.P95Latency] = row.Number(13);
        entry[Column.Gap] = row.Number(14);
        var (up, down) = (row.Number(15), row.Number(16));
        entry[Column.Category] = names.Number(row.Bytes(18));
        entry[Column.User] = names.Number(row.Bytes(19));
        entry[Column.Feedback] = ThumbsOrder.Of(up, down);
        entry.Values.Clear();
        Imply(entry, up, down, row.Number(17) != 0);
    }

    // What follows from a session's numbers is counted like any other value.
    private void Imply(SessionEntry entry, long up, long down, bool stale)
    {
        void Add(bool applies, string kind, string name)
        {
            if (applies)
            {
                entry.Values.Add(facets.Key(entry.Project, kind, name));
            }
        }

        Add(true, FacetValues.Everything, "");
        Add(true, SessionValueKinds.Turns, SessionValueKinds.TurnBucket(entry[Column.Turns]));
        Add(entry[Column.Failed] > 0, FacetValues.WithErrors, "");
        Add(entry[Column.Look] > 0, FacetValues.NeedsLook, "");
        Add(stale, FacetValues.AnyStale, "");
        Add(up > 0, SessionValueKinds.Feedback, SessionValueKinds.FeedbackUp);
        Add(down > 0, SessionValueKinds.Feedback, SessionValueKinds.FeedbackDown);
        Add(up == 0 && down == 0, SessionValueKinds.Feedback, SessionValueKinds.FeedbackNone);
    }

    private void AddValue(SessionEntry entry, RawRows row)
    {
        if (row.Number(0) != entry.Key || !_known.TryGetValue(row.Number(1), out var value))
        {
            return;
        }

        entry.Values.Add(value.Key);
        if (value.JudgedKey is { } judged)
        {
            entry.Values.Add(judged);
        }

        if (value.Badness is { } badness)
        {
            entry[value.Resolution ? Column.Resolution : Column.Coherence] = badness;
        }
    }

    private long CostOf(RawRows row)
    {
        var model = row.Number(1) != 0 && _known.TryGetValue(row.Number(1), out var value) ? value.Name : null;
        return SessionCost.Of(prices, model, row.Number(2), row.Number(3), row.Number(4));
    }

    // Values are never changed, and their keys never given out again.
    private void Learn(SqliteConnection connection)
    {
        using var rows = new RawRows(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT id, project, kind, name FROM value WHERE id > {_newest} ORDER BY id"));
        while (rows.Read())
        {
            var (project, kind, name) = (rows.Number(1), rows.Text(2), rows.Text(3));
            var evaluator = ValueKinds.Evaluator(kind);
            _known[_newest = rows.Number(0)] = new KnownValue(
                facets.Key(project, kind, name),
                name,
                evaluator is null ? null : facets.Key(project, FacetValues.Judged, evaluator),
                evaluator is Standings.Resolution or Standings.Coherence ? Standings.Badness(name) : null,
                evaluator is Standings.Resolution);
        }
    }

    private sealed record KnownValue(int Key, string Name, int? JudgedKey, int? Badness, bool Resolution);
}
