using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>
/// The traces and sessions that one piece of writing touches: each is read once, counted in memory and written once.
/// At the end they equal what a scan of their spans would give, whatever order the spans came in.
/// </summary>
internal sealed class RollUps(StoreConnection writer)
{
    private readonly Dictionary<string, RollUp> _traces = [];
    private readonly Dictionary<long, RollUp> _sessions = [];

    /// <summary>The trace of a span. A new one begins in <paramref name="project"/>; a known one stays in its own.</summary>
    public RollUp GetOrCreateTrace(long project, SpanRecord span)
    {
        const string Find = "SELECT id, project_row, session_row, start_nanos, end_nanos, prompt_tokens, completion_tokens, 0 FROM traces WHERE trace_id = $1";
        const string Insert = """
            INSERT INTO traces (project_row, session_row, trace_id, start_nanos, end_nanos, prompt_tokens, completion_tokens)
            VALUES ($1, NULL, $2, $3, $4, 0, 0)
            """;
        if (_traces.TryGetValue(span.TraceId, out var known))
        {
            return known;
        }

        var trace = writer.Rows(Find, Read, span.TraceId).FirstOrDefault();
        if (trace is null)
        {
            writer.Run(Insert, project, span.TraceId, span.StartNanos, span.EndNanos);
            trace = new() { Row = writer.LastRow, ProjectRow = project, StartNanos = span.StartNanos, EndNanos = span.EndNanos, IsNew = true };
        }

        return _traces[span.TraceId] = trace;
    }

    /// <summary>
    /// Puts a trace that has no session yet into one. Session ids are global: a session keeps the project in which it was
    /// first seen, and a trace of another project joins it there.
    /// </summary>
    public RollUp JoinSession(RollUp trace, string sessionId)
    {
        var session = GetOrCreateSession(sessionId, trace);
        (trace.SessionRow, trace.IsChanged) = (session.Row, true);
        if (session.IsEmpty)
        {
            // Its times are those of traces that were deleted.
            (session.StartNanos, session.EndNanos, session.IsEmpty, session.IsChanged) = (trace.StartNanos, trace.EndNanos, false, true);
        }

        session.Widen(trace.StartNanos, trace.EndNanos);
        session.AddTokens(trace.PromptTokens, trace.CompletionTokens);
        return session;
    }

    /// <summary>Adds a new span to its trace and to the session of that.</summary>
    public void Count(RollUp trace, SpanRecord span)
    {
        Add(trace, span);
        if (trace.SessionRow is { } row)
        {
            Add(FindSession(row), span);
        }
    }

    /// <summary>Writes what has changed.</summary>
    public void Save()
    {
        const string UpdateTrace = """
            UPDATE traces SET session_row = $2, start_nanos = $3, end_nanos = $4, prompt_tokens = $5, completion_tokens = $6 WHERE id = $1
            """;
        const string UpdateSession = """
            UPDATE sessions SET start_nanos = $2, end_nanos = $3, prompt_tokens = $4, completion_tokens = $5 WHERE id = $1
            """;
        foreach (var trace in _traces.Values.Where(static trace => trace.IsChanged))
        {
            writer.Run(UpdateTrace, trace.Row, trace.SessionRow, trace.StartNanos, trace.EndNanos, trace.PromptTokens, trace.CompletionTokens);
        }

        foreach (var session in _sessions.Values.Where(static session => session.IsChanged))
        {
            writer.Run(UpdateSession, session.Row, session.StartNanos, session.EndNanos, session.PromptTokens, session.CompletionTokens);
        }
    }

    private static void Add(RollUp rollUp, SpanRecord span)
    {
        rollUp.Widen(span.StartNanos, span.EndNanos);
        rollUp.AddTokens(span.PromptTokens, span.CompletionTokens);
    }

    private RollUp GetOrCreateSession(string sessionId, RollUp trace)
    {
        const string Insert = """
            INSERT INTO sessions (project_row, session_id, start_nanos, end_nanos, prompt_tokens, completion_tokens) VALUES ($1, $2, $3, $4, 0, 0)
            """;
        if (writer.Value<long?>("SELECT id FROM sessions WHERE session_id = $1", sessionId) is { } row)
        {
            return FindSession(row);
        }

        writer.Run(Insert, trace.ProjectRow, sessionId, trace.StartNanos, trace.EndNanos);
        var session = new RollUp
        {
            Row = writer.LastRow,
            ProjectRow = trace.ProjectRow,
            StartNanos = trace.StartNanos,
            EndNanos = trace.EndNanos,
            IsNew = true,
        };
        return _sessions[session.Row] = session;
    }

    private RollUp FindSession(long row)
    {
        const string Find = """
            SELECT id, project_row, NULL, start_nanos, end_nanos, prompt_tokens, completion_tokens,
                NOT EXISTS (SELECT 1 FROM traces WHERE session_row = sessions.id)
            FROM sessions WHERE id = $1
            """;
        return _sessions.TryGetValue(row, out var known) ? known : _sessions[row] = writer.Rows(Find, Read, row).Single();
    }

    private static RollUp Read(SqliteDataReader reader) => new()
    {
        Row = reader.GetInt64(0),
        ProjectRow = reader.GetInt64(1),
        SessionRow = reader.IsDBNull(2) ? null : reader.GetInt64(2),
        StartNanos = reader.GetInt64(3),
        EndNanos = reader.GetInt64(4),
        PromptTokens = reader.GetInt64(5),
        CompletionTokens = reader.GetInt64(6),
        IsEmpty = reader.GetBoolean(7),
    };
}
