namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>
/// The traces and sessions that one piece of writing touches: each is read once, counted in memory and written once.
/// At the end they equal what a scan of their spans would give, whatever order the spans came in.
/// </summary>
internal sealed class RollUps(StoreConnection writer)
{
    private readonly RollUpRows _rows = new(writer);
    private readonly Dictionary<string, RollUp> _traces = [];
    private readonly Dictionary<long, RollUp> _sessions = [];
    private readonly Dictionary<string, RollUp> _newSessions = [];

    /// <summary>The trace of an id, as far as it is known.</summary>
    public RollUp? FindTrace(string traceId)
    {
        if (_traces.TryGetValue(traceId, out var known))
        {
            return known;
        }

        return _rows.FindTrace(traceId) is { } found ? _traces[traceId] = found : null;
    }

    /// <summary>A trace that is not known yet, beginning with this span.</summary>
    public RollUp CreateTrace(long project, SpanRecord span) => _traces[span.TraceId] = new()
    {
        Row = _rows.NextTrace(),
        ProjectRow = project,
        Id = span.TraceId,
        StartNanos = span.StartNanos,
        EndNanos = span.EndNanos,
        IsNew = true,
    };

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

    /// <summary>Notes that a span of the trace was replaced: what it added before is not known any more.</summary>
    public void Recount(RollUp trace)
    {
        trace.IsStale = true;
        if (trace.SessionRow is { } row)
        {
            FindSession(row).IsStale = true;
        }
    }

    /// <summary>Writes what has changed.</summary>
    public void Save()
    {
        foreach (var trace in _traces.Values)
        {
            if (trace.IsNew || trace.IsChanged)
            {
                _rows.SaveTrace(trace);
            }
        }

        foreach (var session in _sessions.Values)
        {
            if (session.IsNew || session.IsChanged)
            {
                _rows.SaveSession(session);
            }
        }

        // Sessions are added up from their traces, so those come first.
        Recounts.CountTraces(writer, Stale(_traces.Values));
        Recounts.CountSessions(writer, Stale(_sessions.Values));
    }

    private static List<long> Stale(IEnumerable<RollUp> rollUps) => [.. rollUps.Where(static rollUp => rollUp.IsStale).Select(static rollUp => rollUp.Row)];

    private static void Add(RollUp rollUp, SpanRecord span)
    {
        rollUp.Widen(span.StartNanos, span.EndNanos);
        rollUp.AddTokens(span.PromptTokens, span.CompletionTokens);
    }

    private RollUp GetOrCreateSession(string sessionId, RollUp trace)
    {
        if (_newSessions.TryGetValue(sessionId, out var created))
        {
            return created;
        }

        if (_rows.FindSessionRow(sessionId) is { } row)
        {
            return FindSession(row);
        }

        var session = new RollUp
        {
            Row = _rows.NextSession(),
            ProjectRow = trace.ProjectRow,
            Id = sessionId,
            StartNanos = trace.StartNanos,
            EndNanos = trace.EndNanos,
            IsNew = true,
        };
        return _newSessions[sessionId] = _sessions[session.Row] = session;
    }

    private RollUp FindSession(long row) => _sessions.TryGetValue(row, out var known)
        ? known
        : _sessions[row] = _rows.FindSession(row) ?? throw new InvalidOperationException("A trace is in a session that does not exist.");
}
