using System.Text.Json;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>What the index says of a session beyond its texts.</summary>
public sealed class SessionFactsTests : IDisposable
{
    private readonly IndexFolder _index = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _index.Dispose();

    [Fact]
    public async Task A_failure_is_counted_where_it_happened_and_not_once_more_above()
    {
        await _index.FoldAsync(
            Wire.Span(1, "t", "root", null, "AGENT", failed: true, attributes: [("session.id", "s")]),
            Wire.Span(2, "t", "step", "root", "CHAIN"),
            Wire.Span(3, "t", "tool", "step", "TOOL", failed: true, attributes: [("tool.name", "lookup_order")]) with
            {
                Events = [new PhoenixSpanEvent { Name = "exception", Attributes = new Dictionary<string, JsonElement> { ["exception.type"] = JsonSerializer.SerializeToElement("TimeoutError") } }],
            },
            Wire.Span(4, "t", "other", "root", "TOOL", failed: true, attributes: [("tool.name", "refund")]),
            Wire.Span(5, "t", "fine", "root", "TOOL", attributes: [("tool.name", "search")]));

        var row = await RowAsync();

        Assert.Equal(2, row.Errors);
        Assert.Equal(["TimeoutError", "tool"], row.Values[SessionValueKinds.Error]);
        Assert.Equal(["lookup_order", "refund", "search"], row.Values[SessionValueKinds.Tool]);
        Assert.Equal(["lookup_order", "refund"], row.Values[SessionValueKinds.FailedTool]);
    }

    [Fact]
    public async Task Failed_spans_in_a_circle_are_still_failures()
    {
        await _index.FoldAsync(
            Wire.Span(1, "t", "a", "b", failed: true, attributes: [("session.id", "s")]),
            Wire.Span(2, "t", "b", "a", failed: true));

        Assert.True((await RowAsync()).Errors > 0);
    }

    [Fact]
    public async Task A_conversation_has_the_language_of_most_of_what_the_customer_wrote()
    {
        await _index.FoldAsync(
            Turn(1, "t1", "s", "Hello"),
            Turn(2, "t2", "s", "Wo ist meine Bestellung?"),
            Turn(3, "t3", "s", "Ich habe noch nichts von ihr gehört."),
            Turn(4, "t4", "numbers", "ORD-12345"),
            Turn(5, "t5", "structured", """{"where": "is my order"}"""),
            Turn(6, "t6", "english", "Where is my order?"));

        var facets = await _index.Queries.FacetsAsync(IndexFolder.Project, SessionFilter.None, Token);
        var german = await _index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, new() { Values = new Dictionary<string, IReadOnlyList<string>> { [SessionValueKinds.Language] = ["de"] } }), Token);

        Assert.Equal([new FacetValue("de", 1), new FacetValue("en", 1)], facets.Values[SessionValueKinds.Language]);
        Assert.Equal("s", Assert.Single(german.Rows).SessionId);
        Assert.Equal(["de"], german.Rows[0].Values[SessionValueKinds.Language]);

        static PhoenixSpan Turn(int row, string trace, string session, string message) =>
            Wire.Span(row, trace, "root-" + trace, null, "AGENT", attributes: [("session.id", session), ("input.value", message), ("input.mime_type", message.StartsWith('{') ? "application/json" : "text/plain"), ("output.value", "I am looking into it.")]);
    }

    [Theory]
    [InlineData("m", 1000, 100, 0.0028)]
    [InlineData("m-2025-01-31", 1000, 100, 0.0028)]
    [InlineData("free", 1000, 100, 0.0)]
    [InlineData("never heard of", 1000, 100, null)]
    [InlineData(null, 1000, 100, null)]
    [InlineData("m", null, null, null)]
    public async Task Cost_follows_the_price_list_and_is_unknown_where_the_list_or_the_count_is_silent(string? model, int? prompt, int? completion, double? cost)
    {
        await _index.FoldAsync(Wire.Span(1, "t", "a", null, "LLM", attributes:
            [("session.id", "s"), ("llm.model_name", model), ("llm.token_count.prompt", prompt), ("llm.token_count.completion", completion), ("llm.token_count.prompt_details.cache_read", 64)]));

        var row = await RowAsync();
        var summary = await _index.Queries.SummaryAsync(IndexFolder.Project, SessionFilter.None, Token);

        Assert.Equal((decimal?)cost, row.Cost);
        Assert.Equal(((decimal)(cost ?? 0), cost is null ? 1 : 0), (summary.Cost, summary.UnknownCost));
        Assert.Equal(64, row.CachedTokens);
    }

    [Fact]
    public async Task A_call_that_failed_before_it_was_answered_costs_nothing()
    {
        await _index.FoldAsync(Wire.Span(1, "t", "a", null, "LLM", failed: true, attributes: [("session.id", "s"), ("llm.model_name", "never heard of")]));

        Assert.Equal(0m, (await RowAsync()).Cost);
    }

    [Fact]
    public async Task Pauses_latencies_and_documents_are_those_of_its_turns()
    {
        await _index.FoldAsync(
            Wire.Span(1, "t1", "a", null, "AGENT", 0, 1000, attributes: [("session.id", "s")]),
            Wire.Span(2, "t1", "b", "a", "RETRIEVER", 0, 10, attributes: [("retrieval.documents.0.document.content", "x"), ("retrieval.documents.0.document.score", 1), ("retrieval.documents.7.document.id", "y")]),
            Wire.Span(3, "t2", "c", null, "AGENT", 5000, 3000, attributes: [("session.id", "s")]),
            Wire.Span(4, "t3", "d", null, "AGENT", 9000, 2000, attributes: [("session.id", "s")]));

        var row = await RowAsync();

        Assert.Equal((TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), 2), (row.LongestGap, row.MedianTurnLatency, row.P95TurnLatency, row.Documents));
    }

    [Fact]
    public async Task A_person_who_says_something_else_than_the_judge_disagrees()
    {
        await _index.FoldAsync([.. Wire.Turn(1, "s", "t1", 0, "q", "a"), .. Wire.Turn(3, "agreed", "t2", 0, "q", "a"), .. Wire.Turn(5, "alone", "t3", 0, "q", "a")]);
        await _index.AnnotateAsync(
            Wire.Annotation(1, "s", "resolution_status", "resolved"),
            Wire.Annotation(2, "s", "resolution_status", "unresolved", kind: "HUMAN", identifier: "me"),
            Wire.Annotation(3, "s", "note", null, kind: "HUMAN", identifier: "n1"),
            Wire.Annotation(4, "s", "note", null, kind: "HUMAN", identifier: "n2"),
            Wire.Annotation(5, "agreed", "resolution_status", "resolved"),
            Wire.Annotation(6, "agreed", "resolution_status", "resolved", kind: "HUMAN", identifier: "me"),
            Wire.Annotation(7, "alone", "resolution_status", "unresolved", kind: "HUMAN", identifier: "me"));
        var disagreeing = new SessionFilter { Verdicts = new Dictionary<string, IReadOnlyList<string>> { ["resolution_status"] = [SessionFilter.HumanDisagrees] } };

        var row = Assert.Single((await _index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, disagreeing), Token)).Rows);

        Assert.Equal(("s", 2), (row.SessionId, row.Notes));
        Assert.Equal(1, (await _index.Queries.FacetsAsync(IndexFolder.Project, SessionFilter.None, Token)).Verdicts["resolution_status"][SessionFilter.HumanDisagrees]);
    }

    private async Task<SessionRow> RowAsync() => Assert.IsType<SessionRow>(await _index.Queries.FindAsync(IndexFolder.Project, "s", Token));
}
