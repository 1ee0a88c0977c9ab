namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Writes and deletes annotations.</summary>
internal static class AnnotationWrites
{
    /// <summary>The row of what a sender's id names; <see langword="null"/> while it is not there.</summary>
    public static long? FindTarget(StoreConnection store, AnnotationTarget target, string id) => target switch
    {
        AnnotationTarget.Trace => store.Value<long?>("SELECT id FROM traces WHERE trace_id = $1", id),
        AnnotationTarget.Session => store.Value<long?>("SELECT id FROM sessions WHERE session_id = $1", id),
        _ => store.Value<long?>("SELECT id FROM spans WHERE span_id = $1", id),
    };

    /// <summary>Inserts, or replaces everything but id and creation time of the one with the same key.</summary>
    /// <returns>The row id.</returns>
    public static long Upsert(StoreConnection writer, long targetRow, AnnotationRecord annotation, long nowNanos)
    {
        const string Sql = """
            INSERT INTO annotations (target, target_row, position, name, identifier, annotator_kind, label, score, explanation, metadata, created_nanos, updated_nanos)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
            ON CONFLICT (target, target_row, position, name, identifier) DO UPDATE SET annotator_kind = excluded.annotator_kind, label = excluded.label,
                score = excluded.score, explanation = excluded.explanation, metadata = excluded.metadata, updated_nanos = excluded.updated_nanos
            RETURNING id
            """;
        return writer.Value<long>(
            Sql, (long)annotation.Target, targetRow, annotation.Position, annotation.Name, annotation.Identifier, annotation.AnnotatorKind,
            annotation.Label, annotation.Score, annotation.Explanation, annotation.Metadata, nowNanos);
    }

    /// <summary>Writes all of them or, when an entity is missing, none.</summary>
    /// <returns>The row ids in order, or the ids of the missing entities.</returns>
    public static (IReadOnlyList<long> Rows, IReadOnlyList<string> Missing) UpsertAll(
        StoreConnection writer, IReadOnlyList<AnnotationRecord> annotations, long nowNanos)
    {
        var targets = annotations.Select(annotation => FindTarget(writer, annotation.Target, annotation.TargetId)).ToList();
        var missing = annotations.Where((_, index) => targets[index] is null).Select(static annotation => annotation.TargetId).Distinct().ToList();
        return missing.Count > 0 ? ([], missing) : ([.. annotations.Select((annotation, index) => Upsert(writer, targets[index]!.Value, annotation, nowNanos))], []);
    }

    /// <summary>Writes what has its entity and keeps the rest until the entity comes.</summary>
    public static int UpsertOrKeep(StoreConnection writer, IReadOnlyList<AnnotationRecord> annotations, long nowNanos)
    {
        foreach (var annotation in annotations)
        {
            if (FindTarget(writer, annotation.Target, annotation.TargetId) is { } row)
            {
                Upsert(writer, row, annotation, nowNanos);
            }
            else
            {
                PendingAnnotations.Keep(writer, annotation, nowNanos);
            }
        }

        return annotations.Count;
    }

    /// <summary>Deletes the annotations of a kind of entity in a project that match everything given.</summary>
    public static int Delete(StoreConnection writer, AnnotationTarget target, long project, AnnotationDeletion which)
    {
        var table = target switch { AnnotationTarget.Trace => "traces", AnnotationTarget.Session => "sessions", _ => "spans" };
        return writer.Run(
            $"""
            DELETE FROM annotations
            WHERE target = $1 AND target_row IN (SELECT id FROM {table} WHERE project_row = $2)
                AND ($3 IS NULL OR name = $3) AND ($4 IS NULL OR identifier = $4) AND ($5 IS NULL OR annotator_kind = $5)
                AND ($6 IS NULL OR created_nanos >= $6) AND ($7 IS NULL OR created_nanos < $7)
            """,
            (long)target, project, which.Name, which.Identifier, which.AnnotatorKind, which.FromNanos, which.BeforeNanos);
    }
}
