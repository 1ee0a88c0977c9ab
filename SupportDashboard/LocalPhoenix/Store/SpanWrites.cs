namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Inserts spans with everything they bring along: project, trace, session, roll-ups, waiting annotations.</summary>
internal static class SpanWrites
{
    /// <summary>Adds what is new; a span whose id is known changes nothing (first write wins).</summary>
    /// <returns>How many spans were new.</returns>
    public static int Add(StoreConnection writer, IReadOnlyList<SpanBatch> batches)
    {
        var rollUps = new RollUps(writer);
        var arrivals = new PendingAnnotations(writer);
        var origins = new OriginWrites(writer);
        var added = 0;
        foreach (var batch in batches)
        {
            long? project = null;
            foreach (var span in batch.Spans)
            {
                if (!IsKnown(writer, span.SpanId))
                {
                    project ??= ProjectWrites.GetOrCreate(writer, batch.Project);
                    Insert(writer, project.Value, (span, origins.GetOrCreate(span.Origin)), rollUps, arrivals);
                    added++;
                }
            }
        }

        rollUps.Save();
        return added;
    }

    /// <summary>Which of the spans are known already.</summary>
    public static IReadOnlyList<SpanRecord> FindKnown(StoreConnection store, IReadOnlyList<SpanRecord> spans) =>
        [.. spans.Where(span => IsKnown(store, span.SpanId))];

    private static bool IsKnown(StoreConnection store, string spanId) =>
        store.Value<long>("SELECT 1 FROM spans WHERE span_id = $1", spanId) == 1;

    private static void Insert(
        StoreConnection writer, long project, (SpanRecord Span, long? Origin) sent, RollUps rollUps, PendingAnnotations arrivals)
    {
        var span = sent.Span;
        var trace = rollUps.GetOrCreateTrace(project, span);
        if (trace.IsNew)
        {
            arrivals.Attach(AnnotationTarget.Trace, span.TraceId, trace.Row);
        }

        if (trace.SessionRow is null && span.SessionId is { } sessionId)
        {
            var session = rollUps.JoinSession(trace, sessionId);
            if (session.IsNew)
            {
                arrivals.Attach(AnnotationTarget.Session, sessionId, session.Row);
            }
        }

        var row = InsertRows(writer, trace, span, sent.Origin);
        rollUps.Count(trace, span);
        arrivals.Attach(AnnotationTarget.Span, span.SpanId, row);
        arrivals.Attach(AnnotationTarget.Document, span.SpanId, row);
    }

    private static long InsertRows(StoreConnection writer, RollUp trace, SpanRecord span, long? origin)
    {
        const string InsertSpan = """
            INSERT INTO spans (project_row, trace_row, span_id, parent_id, name, kind, sent_kind, start_nanos, end_nanos, status,
                session_attribute, prompt_tokens, completion_tokens)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """;
        const string InsertBody =
            "INSERT INTO span_bodies (id, status_message, attributes, events, links, origin_row) VALUES ($1, $2, $3, $4, $5, $6)";

        // A trace keeps its first project, and a span belongs where its trace does.
        writer.Run(
            InsertSpan, trace.ProjectRow, trace.Row, span.SpanId, span.ParentId, span.Name, span.Kind, span.SentKind, span.StartNanos, span.EndNanos,
            (long)span.Status, span.SessionAttribute, span.PromptTokens, span.CompletionTokens);
        var row = writer.LastRow;
        writer.Run(InsertBody, row, span.StatusMessage, span.Attributes, span.Events, span.Links, origin);
        return row;
    }
}
