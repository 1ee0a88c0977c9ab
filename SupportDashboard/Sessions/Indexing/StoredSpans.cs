using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// The spans of one turn in the index. They stand together in one row, because a row for each span was most of what an import did; a turn
/// of many spans has several rows, so that one more span does not write all of them again.
/// </summary>
internal sealed class StoredSpans
{
    /// <summary>A row's key is its turn's, and the number of the row below it.</summary>
    public const int PartBits = 20;

    // A row that is larger is not added to.
    private const int LargePart = 16_384;

    private const string Select = "SELECT id, facts FROM spans WHERE id >= ?1 AND id < ?2 ORDER BY id";
    private const string Upsert = "INSERT INTO spans (id, facts) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET facts = excluded.facts";
    private const string Delete = "DELETE FROM spans WHERE id = ?1";

    private readonly List<Part> _parts = [];
    private readonly Dictionary<string, Part> _partOf = new(StringComparer.Ordinal);

    /// <summary>Spans that are there now and were not before, less those that are gone.</summary>
    public int Added { get; private set; }

    public bool IsChanged => _parts.Exists(static part => part.IsChanged);

    public List<SpanFacts> All => _parts is [var only] ? only.Spans : [.. _parts.SelectMany(static part => part.Spans)];

    /// <summary>The spans of a turn that is in the index.</summary>
    public static StoredSpans Of(SqliteConnection connection, long trace, string traceId)
    {
        var stored = new StoredSpans();
        var select = connection.Prepared(Select);
        select.Bind(1, trace << PartBits);
        select.Bind(2, (trace + 1) << PartBits);
        while (select.Next())
        {
            var packed = select.Bytes(1).ToArray();
            var part = new Part(select.Number(0) - (trace << PartBits)) { Spans = SpanPacking.Unpack(traceId, packed), Bytes = packed.Length };
            stored._parts.Add(part);
            part.Spans.ForEach(span => stored._partOf[span.SpanId] = part);
        }

        return stored;
    }

    /// <summary>A span as Phoenix has it now. The embedded one replaces an incomplete span by a complete one.</summary>
    public void Put(SpanFacts span)
    {
        if (!_partOf.TryGetValue(span.SpanId, out var part))
        {
            Add(span);
            return;
        }

        var at = part.Spans.FindIndex(known => known.SpanId == span.SpanId);
        if (part.Spans[at] != span)
        {
            part.Spans[at] = span;
            part.IsChanged = true;
        }
    }

    /// <summary>Takes a span out, if it is there.</summary>
    public void Remove(string spanId)
    {
        if (_partOf.Remove(spanId, out var part))
        {
            part.Spans.RemoveAll(known => known.SpanId == spanId);
            part.IsChanged = true;
            Added--;
        }
    }

    /// <summary>Writes what changed.</summary>
    public void Write(SqliteConnection connection, long trace)
    {
        foreach (var part in _parts.Where(static part => part.IsChanged))
        {
            var statement = connection.Prepared(part.Spans.Count == 0 ? Delete : Upsert);
            statement.Bind(1, (trace << PartBits) + part.Number);
            if (part.Spans.Count > 0)
            {
                statement.Bind(2, SpanPacking.Pack(part.Spans));
            }

            statement.Run();
        }
    }

    private void Add(SpanFacts span)
    {
        if (_parts is not [.., { Bytes: < LargePart } part])
        {
            _parts.Add(part = new Part(_parts is [.., var last] ? last.Number + 1 : 0));
        }

        part.Spans.Add(span);
        part.IsChanged = true;
        _partOf.Add(span.SpanId, part);
        Added++;
    }

    private sealed class Part(long number)
    {
        public long Number => number;

        public List<SpanFacts> Spans { get; init; } = [];

        /// <summary>What it took when it was read; 0 of a new one, which takes all that one page brings.</summary>
        public int Bytes { get; init; }

        public bool IsChanged { get; set; }
    }
}
