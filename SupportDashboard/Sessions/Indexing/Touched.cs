using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>What a transaction changed and must be computed again.</summary>
internal sealed class Touched
{
    private readonly Dictionary<long, HashSet<long>> _texts = [];
    private readonly Dictionary<string, long> _keys = new(StringComparer.Ordinal);

    /// <summary>How many turns changed.</summary>
    public int Turns { get; set; }

    /// <summary>How many spans more there are.</summary>
    public int Spans { get; set; }

    /// <summary>Sessions that gained, changed or lost a turn.</summary>
    public HashSet<long> Sessions { get; } = [];

    /// <summary>Turns whose text changed; 0 stands for one that the session lost.</summary>
    public IReadOnlySet<long> TextsOf(long session) => _texts.TryGetValue(session, out var traces) ? traces : ImmutableHashSet<long>.Empty;

    /// <summary>The key of a session of the project that is written to, created when it is new.</summary>
    public long Session(SqliteConnection connection, long project, string sessionId)
    {
        if (!_keys.TryGetValue(sessionId, out var key))
        {
            _keys.Add(sessionId, key = SessionTable.Key(connection, project, sessionId));
        }

        return key;
    }

    public void AddText(long session, long trace)
    {
        if (!_texts.TryGetValue(session, out var traces))
        {
            _texts.Add(session, traces = []);
        }

        traces.Add(trace);
    }
}
