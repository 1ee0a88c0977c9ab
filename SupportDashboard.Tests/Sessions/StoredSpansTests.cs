using CsCheck;
using Dapper;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Tests.Sessions;

/// <summary>How the index keeps the spans of a turn.</summary>
public sealed class StoredSpansTests
{
    private static readonly string?[] Texts = [null, "", "one", "Zürich 👍", new string('x', 5000)];

    private static readonly Gen<SpanFacts> Spans =
        from text in Gen.OneOf(Texts)
        from other in Gen.OneOf(Texts)
        from number in Gen.OneOf(Gen.Const(0L), Gen.Long[0, long.MaxValue])
        from end in Gen.Long
        from flags in Gen.Int[0, 15]
        select new SpanFacts
        {
            TraceId = "t",
            SpanId = text ?? "s",
            Kind = other ?? "LLM",
            ParentId = text,
            Row = number,
            StartUs = -end,
            EndUs = end,
            SessionId = other,
            UserId = text,
            PromptTokens = number,
            CompletionTokens = number / 2,
            CachedTokens = number / 3,
            Documents = (int)(number % 1000),
            Model = other,
            Tool = text,
            Error = other,
            Category = text,
            Input = other,
            Output = text,
            Failed = (flags & 1) != 0,
            Uncounted = (flags & 2) != 0,
            InputIsJson = (flags & 4) != 0,
            OutputIsJson = (flags & 8) != 0,
        };

    [Fact]
    public void Spans_come_back_as_they_were_packed() =>
        Spans.List[0, 20].Sample(static spans => Assert.Equal(spans, SpanPacking.Unpack("t", SpanPacking.Pack(spans))));

    [Fact]
    public async Task One_more_span_of_a_long_turn_does_not_write_all_of_them_again()
    {
        using var index = new IndexFolder();
        var turn = Enumerable.Range(1, 600).Select(static row => Wire.Span(
            row, "t", $"s{row}", row == 1 ? null : "s1", row == 1 ? "AGENT" : "TOOL", row, 5, row == 300, ("session.id", "a"), ("input.value", "one"), ("output.value", "two"))).ToList();
        foreach (var page in turn.Chunk(100))
        {
            await index.FoldAsync(page);
        }

        var before = await RowsAsync(index);
        Assert.InRange(before.Count, 2, 6);
        await index.FoldAsync(Wire.Span(601, "t", "s601", "s1", "TOOL", 601, 5, true, ("session.id", "a")));

        var after = await RowsAsync(index);
        Assert.Equal(before.Take(before.Count - 1), after.Take(before.Count - 1));
        Assert.Equal(2, await index.ReadAsync(static connection => connection.ExecuteScalar<int>("SELECT failed FROM session")));
        Assert.Equal(601, await index.ReadAsync(static connection => connection.ExecuteScalar<int>("SELECT spans FROM project")));

        // One in the middle changes, one goes, and the rest stays as it is.
        await index.WriteAsync((connection, project) => IndexWriter.Correct(connection, project, [("t", "s300"), ("t", "s9999")], [turn[9] with { StatusCode = "ERROR" }]));
        Assert.Equal(2, await index.ReadAsync(static connection => connection.ExecuteScalar<int>("SELECT failed FROM session")));
        Assert.Equal(600, await index.ReadAsync(static connection => connection.ExecuteScalar<int>("SELECT spans FROM project")));
        using var atOnce = new IndexFolder();
        await atOnce.FoldAsync(turn.Select(span => span.Context.SpanId == "s10" ? span with { StatusCode = "ERROR" } : span)
            .Where(static span => span.Context.SpanId != "s300").Append(Wire.Span(601, "t", "s601", "s1", "TOOL", 601, 5, true, ("session.id", "a"))));
        Assert.Equal(await atOnce.DumpAsync(), await index.DumpAsync());
    }

    [Fact]
    public async Task A_turn_without_spans_leaves_nothing_behind()
    {
        using var index = new IndexFolder();
        await index.FoldAsync(Wire.Turn(1, "a", "t", 0, "one", "two"));
        var spans = await index.ReadAsync(static connection => TraceWindows.Of(connection, 1, ["t"]).Spans(["t"]).ToList());

        await index.WriteAsync((connection, project) => IndexWriter.Correct(connection, project, spans, []));

        Assert.Empty(await RowsAsync(index));
        Assert.Equal(0, await index.ReadAsync(static connection => connection.ExecuteScalar<int>("SELECT count(*) FROM trace")));
        Assert.Equal(0, await index.ReadAsync(static connection => connection.ExecuteScalar<int>("SELECT spans FROM project")));
    }

    private static Task<List<(long Id, string Facts)>> RowsAsync(IndexFolder index) =>
        index.ReadAsync(static connection => connection.Query<(long, string)>("SELECT id, hex(facts) FROM spans ORDER BY id").AsList());
}
