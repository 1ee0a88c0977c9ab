using System.Text;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>Spans of one turn as bytes. Only index.db holds them, so another form needs another <see cref="IndexSchema.Version"/> and nothing else.</summary>
internal static class SpanPacking
{
    private const int UsualBytes = 4096;

    /// <summary>The spans, without their trace's id.</summary>
    public static byte[] Pack(IReadOnlyCollection<SpanFacts> spans)
    {
        using var stream = new MemoryStream(UsualBytes);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write7BitEncodedInt(spans.Count);
        foreach (var span in spans)
        {
            Write(writer, span);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>What <see cref="Pack"/> packed.</summary>
    public static List<SpanFacts> Unpack(string traceId, byte[] packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed, writable: false), Encoding.UTF8);
        var spans = new List<SpanFacts>(reader.Read7BitEncodedInt());
        while (spans.Count < spans.Capacity && reader.BaseStream.Position < packed.Length)
        {
            spans.Add(Read(reader, traceId));
        }

        return spans;
    }

    private static void Write(BinaryWriter writer, SpanFacts span)
    {
        writer.Write7BitEncodedInt((int)PartsOf(span));
        writer.Write(span.SpanId);
        writer.Write(span.Kind);
        writer.Write7BitEncodedInt64(span.Row);
        writer.Write7BitEncodedInt64(span.StartUs);
        writer.Write7BitEncodedInt64(span.EndUs);
        if (HasCounts(span))
        {
            writer.Write7BitEncodedInt64(span.PromptTokens);
            writer.Write7BitEncodedInt64(span.CompletionTokens);
            writer.Write7BitEncodedInt64(span.CachedTokens);
            writer.Write7BitEncodedInt(span.Documents);
        }

        Write(writer, span.ParentId);
        Write(writer, span.SessionId);
        Write(writer, span.UserId);
        Write(writer, span.Model);
        Write(writer, span.Tool);
        Write(writer, span.Error);
        Write(writer, span.Category);
        Write(writer, span.Input);
        Write(writer, span.Output);
    }

    private static SpanFacts Read(BinaryReader reader, string traceId)
    {
        var parts = (Parts)reader.Read7BitEncodedInt();
        string? Text(Parts part) => (parts & part) != 0 ? reader.ReadString() : null;
        long Count() => (parts & Parts.Counts) != 0 ? reader.Read7BitEncodedInt64() : 0;

        // In the order in which they were written.
        return new SpanFacts
        {
            TraceId = traceId,
            Failed = (parts & Parts.Failed) != 0,
            Uncounted = (parts & Parts.Uncounted) != 0,
            InputIsJson = (parts & Parts.InputIsJson) != 0,
            OutputIsJson = (parts & Parts.OutputIsJson) != 0,
            SpanId = reader.ReadString(),
            Kind = reader.ReadString(),
            Row = reader.Read7BitEncodedInt64(),
            StartUs = reader.Read7BitEncodedInt64(),
            EndUs = reader.Read7BitEncodedInt64(),
            PromptTokens = Count(),
            CompletionTokens = Count(),
            CachedTokens = Count(),
            Documents = (int)Count(),
            ParentId = Text(Parts.ParentId),
            SessionId = Text(Parts.SessionId),
            UserId = Text(Parts.UserId),
            Model = Text(Parts.Model),
            Tool = Text(Parts.Tool),
            Error = Text(Parts.Error),
            Category = Text(Parts.Category),
            Input = Text(Parts.Input),
            Output = Text(Parts.Output),
        };
    }

    private static void Write(BinaryWriter writer, string? text)
    {
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static bool HasCounts(SpanFacts span) => (span.PromptTokens | span.CompletionTokens | span.CachedTokens | (long)span.Documents) != 0;

    private static Parts PartsOf(SpanFacts span)
    {
        static Parts If(bool has, Parts part) => has ? part : 0;
        return If(span.Failed, Parts.Failed) | If(span.Uncounted, Parts.Uncounted) | If(span.InputIsJson, Parts.InputIsJson) | If(span.OutputIsJson, Parts.OutputIsJson)
            | If(HasCounts(span), Parts.Counts) | If(span.ParentId is not null, Parts.ParentId) | If(span.SessionId is not null, Parts.SessionId)
            | If(span.UserId is not null, Parts.UserId) | If(span.Model is not null, Parts.Model) | If(span.Tool is not null, Parts.Tool)
            | If(span.Error is not null, Parts.Error) | If(span.Category is not null, Parts.Category) | If(span.Input is not null, Parts.Input)
            | If(span.Output is not null, Parts.Output);
    }

    [Flags]
    private enum Parts
    {
        Failed = 1,
        Uncounted = 1 << 1,
        InputIsJson = 1 << 2,
        OutputIsJson = 1 << 3,
        Counts = 1 << 4,
        ParentId = 1 << 5,
        SessionId = 1 << 6,
        UserId = 1 << 7,
        Model = 1 << 8,
        Tool = 1 << 9,
        Error = 1 << 10,
        Category = 1 << 11,
        Input = 1 << 12,
        Output = 1 << 13,
    }
}
