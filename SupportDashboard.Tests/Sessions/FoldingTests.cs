using CsCheck;
using Dapper;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Folding pages of spans into the index.</summary>
public sealed class FoldingTests
{
    private static readonly string?[] Texts = [null, "one", "two", "three {\"a\":1}", ""];
    private static readonly string?[] Sessions = [null, "a", "b", " a ", ""];
    private static readonly string[] Kinds = ["AGENT", "LLM", "TOOL", "CHAIN", "RETRIEVER", "agent", "WEIRD"];
    private static readonly string?[] Parents = [null, null, "s0", "s1", "s2", "s9", "missing"];

    private static readonly Gen<PhoenixSpan> Spans =
        from trace in Gen.Int[0, 3]
        from span in Gen.Int[0, 9]
        from parent in Gen.OneOf(Parents)
        from kind in Gen.OneOf(Kinds)
        from session in Gen.OneOf(Sessions)
        from input in Gen.OneOf(Texts)
        from output in Gen.OneOf(Texts)
        from at in Gen.Int[0, 5]
        from failed in Gen.Bool
        select Wire.Span(0, $"t{trace}", $"s{span}", parent, kind, at * 100, 50, failed,
            ("session.id", session), ("input.value", input), ("output.value", output), ("user.id", input), ("classification.category", output), ("llm.token_count.prompt", at));

    // As in Phoenix: a span id occurs once, and rows are given in the order of insertion.
    private static readonly Gen<(List<PhoenixSpan> Spans, int Seed)> Stores = Gen.Select(Spans.List[1, 25], Gen.Int, static (spans, seed) =>
        (spans.DistinctBy(static span => (span.Context.TraceId, span.Context.SpanId)).Select(static (span, index) => span with { Id = GlobalId.Of("Span", index + 1) }).ToList(), seed));

    [Fact]
    public async Task Pages_in_any_order_with_any_repeats_give_the_same_index() =>
        await Stores.SampleAsync(
            async sample =>
            {
                using var atOnce = new IndexFolder();
                await atOnce.FoldAsync(sample.Spans);
                using var inPages = new IndexFolder();
                var random = new Random(sample.Seed);
                foreach (var page in sample.Spans.Concat(sample.Spans).OrderBy(_ => random.Next()).Chunk(1 + random.Next(7)))
                {
                    await inPages.FoldAsync(page);
                }

                Assert.Equal(await atOnce.DumpAsync(), await inPages.DumpAsync());
            },
            iter: 30,
            threads: 2);

    [Fact]
    public async Task An_import_in_pages_of_any_order_gives_the_same_index_once_its_texts_are_looked_through() =>
        await Stores.SampleAsync(
            async sample =>
            {
                using var atOnce = new IndexFolder();
                await atOnce.FoldAsync(sample.Spans);
                using var imported = new IndexFolder();
                var random = new Random(sample.Seed);
                foreach (var page in sample.Spans.Concat(sample.Spans).OrderBy(_ => random.Next()).Chunk(1 + random.Next(7)))
                {
                    await (random.Next(3) == 0 ? imported.FoldAsync(page) : imported.ImportAsync(page));
                    if (random.Next(4) == 0)
                    {
                        await imported.FinishTextsAsync();
                    }
                }

                await imported.FinishTextsAsync();
                Assert.Equal(await atOnce.DumpAsync(), await imported.DumpAsync());
            },
            iter: 30,
            threads: 2);

    [Fact]
    public async Task A_zero_in_a_text_does_not_make_the_result_depend_on_how_spans_arrive()
    {
        var turn = Wire.Turn(1, "a\0b", "t", 0, "one\0more", "two\0more");
        using var atOnce = new IndexFolder();
        await atOnce.FoldAsync(turn);
        using var oneByOne = new IndexFolder();
        foreach (var span in turn)
        {
            await oneByOne.FoldAsync(span);
        }

        var dump = await atOnce.DumpAsync();
        Assert.Equal(dump, await oneByOne.DumpAsync());
        Assert.Contains("one\uFFFDmore", dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folding_what_is_there_already_changes_nothing()
    {
        using var index = new IndexFolder();
        var turn = Wire.Turn(1, "s", "t", 0, "one", "two");

        Assert.True(await index.FoldAsync(turn));
        Assert.False(await index.FoldAsync(turn));
    }

    [Fact]
    public async Task What_Phoenix_has_of_a_span_now_replaces_what_it_had()
    {
        using var index = new IndexFolder();
        var turn = Wire.Turn(1, "s", "t", 0, "one", "two");
        await index.FoldAsync(turn);

        Assert.True(await index.FoldAsync(turn[1] with { Attributes = Wire.Attributes(("session.id", "s"), ("input.value", "one"), ("output.value", "three")), StatusCode = "ERROR" }));

        var row = await FindAsync(index, "s");
        Assert.Equal(("one", "three", 1, 1, 120), (row!.FirstMessage, row.LastAnswer, row.Turns, row.Errors, row.TotalTokens));
        Assert.Equal(2, await index.ReadAsync(static connection => connection.ExecuteScalar<int>("SELECT spans FROM project")));
    }

    [Fact]
    public async Task A_trace_belongs_to_the_session_of_its_first_inserted_span_and_moves_when_that_arrives_late()
    {
        using var index = new IndexFolder();
        await index.FoldAsync(Wire.Span(5, "t", "late", null, attributes: [("session.id", "second"), ("input.value", "hello")]));
        Assert.NotNull(await FindAsync(index, "second"));

        await index.FoldAsync(Wire.Span(4, "t", "early", "late", "LLM", attributes: [("session.id", "first")]));

        Assert.Null(await FindAsync(index, "second"));
        Assert.Equal((1, "hello"), ((await FindAsync(index, "first"))!.Turns, (await FindAsync(index, "first"))!.FirstMessage));
    }

    [Fact]
    public async Task A_session_id_may_be_a_number_padded_or_on_a_child_alone_and_an_empty_one_is_none()
    {
        using var index = new IndexFolder();
        await index.FoldAsync(
            Wire.Span(1, "t1", "a", attributes: ("session.id", 42)),
            Wire.Span(2, "t2", "b", attributes: ("session.id", "  padded  ")),
            Wire.Span(3, "t3", "c"),
            Wire.Span(4, "t3", "d", "c", "LLM", attributes: ("session.id", "child")),
            Wire.Span(5, "t4", "e", attributes: ("session.id", "   ")));

        var page = await index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, SessionFilter.None), TestContext.Current.CancellationToken);

        Assert.Equal(["42", "child", "padded"], page.Rows.Select(static row => row.SessionId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_session_sums_its_turns()
    {
        using var index = new IndexFolder();
        await index.FoldAsync([.. Wire.Turn(1, "s", "t1", 0, "Where is ORD-1?", "On its way.", category: "order_status"), .. Wire.Turn(3, "s", "t2", 60_000, "And when?", "Tomorrow.", failed: true, category: "faq")]);

        var row = await FindAsync(index, "s");

        Assert.NotNull(row);
        Assert.Equal(("Where is ORD-1?", "Tomorrow.", 2, "order_status", "u-s"), (row.FirstMessage, row.LastAnswer, row.Turns, row.Category, row.UserId));
        Assert.Equal((200, 40, 240, 1), (row.PromptTokens, row.CompletionTokens, row.TotalTokens, row.Errors));
        Assert.Equal((Wire.Start, TimeSpan.FromSeconds(60.5)), (row.StartedAt, row.Duration));
    }

    private static Task<SessionRow?> FindAsync(IndexFolder index, string sessionId) =>
        index.Queries.FindAsync(IndexFolder.Project, sessionId, TestContext.Current.CancellationToken);
}
