using SupportDashboard.Hosting;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>
/// Reads and writes the rows of traces and sessions. A new one gets its id first and is written when it is counted, once:
/// the id is what AUTOINCREMENT would give it next.
/// </summary>
internal sealed class RollUpRows(StoreConnection writer)
{
    private const string FindTraceSql =
        "SELECT id, project_row, session_row, start_nanos, end_nanos, prompt_tokens, completion_tokens FROM traces WHERE trace_id = ?1";

    private const string FindSessionSql = """
        SELECT id, project_row, NULL, start_nanos, end_nanos, prompt_tokens, completion_tokens,
            NOT EXISTS (SELECT 1 FROM traces WHERE session_row = sessions.id)
        FROM sessions WHERE id = ?1
        """;

    private const string InsertTraceSql = """
        INSERT INTO traces (id, project_row, session_row, trace_id, start_nanos, end_nanos, prompt_tokens, completion_tokens)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """;

    private const string InsertSessionSql = """
        INSERT INTO sessions (id, project_row, session_id, start_nanos, end_nanos, prompt_tokens, completion_tokens)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;

    private const string UpdateTraceSql = """
        UPDATE traces SET session_row = ?2, start_nanos = ?3, end_nanos = ?4, prompt_tokens = ?5, completion_tokens = ?6 WHERE id = ?1
        """;

    private const string UpdateSessionSql = """
        UPDATE sessions SET start_nanos = ?2, end_nanos = ?3, prompt_tokens = ?4, completion_tokens = ?5 WHERE id = ?1
        """;

    private long? _lastTrace;
    private long? _lastSession;

    public RollUp? FindTrace(string traceId)
    {
        var find = writer.Typed(FindTraceSql);
        find.Bind(1, traceId);
        return Read(find, traceId, withSession: true);
    }

    public RollUp? FindSession(long row)
    {
        var find = writer.Typed(FindSessionSql);
        find.Bind(1, row);
        return Read(find, "", withSession: false);
    }

    public long? FindSessionRow(string sessionId)
    {
        var find = writer.Typed("SELECT id FROM sessions WHERE session_id = ?1");
        find.Bind(1, sessionId);
        if (!find.First())
        {
            return null;
        }

        var row = find.Number(0);
        find.Reset();
        return row;
    }

    /// <summary>The id of the next new trace.</summary>
    public long NextTrace() => (_lastTrace = (_lastTrace ?? LastUsed("traces")) + 1).Value;

    /// <summary>The id of the next new session.</summary>
    public long NextSession() => (_lastSession = (_lastSession ?? LastUsed("sessions")) + 1).Value;

    public void SaveTrace(RollUp trace)
    {
        var save = writer.Typed(trace.IsNew ? InsertTraceSql : UpdateTraceSql);
        var parameter = 1;
        save.Bind(parameter++, trace.Row);
        if (trace.IsNew)
        {
            save.Bind(parameter++, trace.ProjectRow);
        }

        save.Bind(parameter++, trace.SessionRow);
        if (trace.IsNew)
        {
            save.Bind(parameter++, trace.Id);
        }

        BindSums(save, parameter, trace);
        save.Run();
    }

    public void SaveSession(RollUp session)
    {
        var save = writer.Typed(session.IsNew ? InsertSessionSql : UpdateSessionSql);
        var parameter = 1;
        save.Bind(parameter++, session.Row);
        if (session.IsNew)
        {
            save.Bind(parameter++, session.ProjectRow);
            save.Bind(parameter++, session.Id);
        }

        BindSums(save, parameter, session);
        save.Run();
    }

    private static void BindSums(TypedStatement save, int parameter, RollUp sums)
    {
        save.Bind(parameter, sums.StartNanos);
        save.Bind(parameter + 1, sums.EndNanos);
        save.Bind(parameter + 2, sums.PromptTokens);
        save.Bind(parameter + 3, sums.CompletionTokens);
    }

    private static RollUp? Read(TypedStatement find, string id, bool withSession)
    {
        if (!find.First())
        {
            return null;
        }

        var read = new RollUp
        {
            Row = find.Number(0),
            ProjectRow = find.Number(1),
            Id = id,
            SessionRow = find.IsNull(2) ? null : find.Number(2),
            StartNanos = find.Number(3),
            EndNanos = find.Number(4),
            PromptTokens = find.Number(5),
            CompletionTokens = find.Number(6),
            IsEmpty = !withSession && find.Number(7) == 1,
        };
        find.Reset();
        return read;
    }

    private long LastUsed(string table) => writer.Value<long?>("SELECT seq FROM sqlite_sequence WHERE name = $1", table) ?? 0;
}
