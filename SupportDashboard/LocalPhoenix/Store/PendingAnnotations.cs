using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>
/// Annotations that came before what they annotate, as happens when spans are exported in batches. Phoenix retries them
/// from memory for ten minutes; here they are on disk, and attached in the transaction that brings the entity.
/// </summary>
internal sealed class PendingAnnotations(StoreConnection writer)
{
    /// <summary>How long an annotation may wait, in nanoseconds: a week.</summary>
    public const long MaxAgeNanos = 7L * 24 * 3600 * 1_000_000_000;

    /// <summary>How many may wait; beyond it the oldest go.</summary>
    public const int MaxCount = 100_000;

    private readonly bool _any = writer.Value<long>("SELECT EXISTS (SELECT 1 FROM pending_annotations)") == 1;

    /// <summary>Keeps an annotation until its entity comes; a newer one with the same key takes its place.</summary>
    public static void Keep(StoreConnection writer, AnnotationRecord annotation, long nowNanos)
    {
        const string Insert = """
            INSERT INTO pending_annotations (target, target_id, position, name, identifier, annotator_kind, label, score, explanation, metadata, received_nanos)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (target, target_id, position, name, identifier) DO UPDATE SET annotator_kind = excluded.annotator_kind, label = excluded.label,
                score = excluded.score, explanation = excluded.explanation, metadata = excluded.metadata, received_nanos = excluded.received_nanos
            """;
        writer.Run(
            Insert, (long)annotation.Target, annotation.TargetId, annotation.Position, annotation.Name, annotation.Identifier, annotation.AnnotatorKind,
            annotation.Label, annotation.Score, annotation.Explanation, annotation.Metadata, nowNanos);
        writer.Run(
            "DELETE FROM pending_annotations WHERE received_nanos < $1 OR id <= (SELECT max(id) FROM pending_annotations) - $2",
            nowNanos - MaxAgeNanos, (long)MaxCount);
    }

    /// <summary>Attaches what waited for an entity that has just been stored.</summary>
    public void Attach(AnnotationTarget target, string id, long row)
    {
        if (!_any)
        {
            return;
        }

        const string Find = """
            SELECT position, name, identifier, annotator_kind, label, score, explanation, metadata, received_nanos
            FROM pending_annotations WHERE target = $1 AND target_id = $2 ORDER BY id
            """;
        foreach (var (annotation, received) in writer.Rows(Find, reader => Read(reader, target, id), (long)target, id))
        {
            AnnotationWrites.Upsert(writer, row, annotation, received);
        }

        writer.Run("DELETE FROM pending_annotations WHERE target = $1 AND target_id = $2", (long)target, id);
    }

    private static (AnnotationRecord Annotation, long ReceivedNanos) Read(SqliteDataReader reader, AnnotationTarget target, string id) => (
        new AnnotationRecord
        {
            Target = target,
            TargetId = id,
            Position = reader.GetInt64(0),
            Name = reader.GetString(1),
            Identifier = reader.GetString(2),
            AnnotatorKind = reader.GetString(3),
            Label = reader.TextOrNull(4),
            Score = reader.IsDBNull(5) ? null : reader.GetDouble(5),
            Explanation = reader.TextOrNull(6),
            Metadata = reader.GetFieldValue<byte[]>(7),
        },
        reader.GetInt64(8));
}
