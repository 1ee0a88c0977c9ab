using System.Text.Json.Nodes;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Phoenix;

/// <summary>The wire records against answers recorded from a real Phoenix.</summary>
public sealed class PhoenixContractTests
{
    private const string Project = "support-bot";
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_version_is_read_from_the_body_and_remembered_from_the_header()
    {
        await using var server = await HttpServer.ReplayAsync("version-header");
        using var bench = new ClientBench(server.Address);

        Assert.Equal("20.3.0", await bench.Client.GetVersionAsync(Token));
        Assert.Equal("20.3.0", bench.Connection.ServerVersion);
        Assert.True(bench.Connection.Health.IsConnected);
    }

    [Fact]
    public async Task Projects_are_paged_and_found_by_name()
    {
        await using var server = await HttpServer.ReplayAsync("projects-list-page2", "projects-list-limit1");
        using var bench = new ClientBench(server.Address);

        var all = await bench.Projects.AllAsync(Token);

        Assert.Equal(["support-bot", "default"], all.Select(static project => project.Name));
        Assert.Equal("UHJvamVjdDoy", await bench.Projects.IdAsync("support-bot", Token));
        var missing = await Assert.ThrowsAsync<PhoenixException>(() => bench.Projects.IdAsync("nope", Token));
        Assert.Equal(PhoenixFailure.NotFound, missing.Kind);
    }

    [Fact]
    public async Task Sessions_come_with_their_traces_and_token_counts()
    {
        await using var server = await HttpServer.ReplayAsync("sessions-list");
        using var bench = new ClientBench(server.Address);

        var page = await bench.Client.GetSessionsAsync(Project, null, 100, "asc", Token);

        Assert.Equal(6, page.Data.Count);
        Assert.Null(page.NextCursor);
        var second = page.Data[1];
        Assert.Equal("sess-002", second.SessionId);
        Assert.Equal(3, second.Traces.Count);
        Assert.Equal(32, second.Traces[0].TraceId.Length);
        Assert.True(second.StartTime < second.EndTime);
        Assert.True(second.TokenCountTotal > 0);
        Assert.Contains(page.Data, static session => session.SessionId == "sess 006/ünï");
    }

    [Fact]
    public async Task A_session_is_read_by_its_GlobalID_and_by_a_plain_session_id()
    {
        await using var server = await HttpServer.ReplayAsync("session-by-global-id", "session-by-session-id");
        using var bench = new ClientBench(server.Address);

        Assert.Equal("sess-001", (await bench.Client.GetSessionAsync("UHJvamVjdFNlc3Npb246MQ==", Token)).Data.SessionId);
        Assert.Equal("sess-002", (await bench.Client.GetSessionAsync("sess-002", Token)).Data.SessionId);
    }

    [Fact]
    public async Task Spans_keep_every_attribute_in_its_type()
    {
        await using var server = await HttpServer.ReplayAsync("spans-by-two-traces");
        using var bench = new ClientBench(server.Address);

        var query = new SpansQuery { TraceIds = ["9f99982ccd5f7993fad35d50237a4829", "556e45e7fe2eb9290120b1543bf59789"] };
        var page = await bench.Client.GetSpansAsync(Project, query, Token);

        var root = page.Data[0];
        Assert.Equal(("support-agent", "AGENT", "ERROR", "tool failed"), (root.Name, root.SpanKind, root.StatusCode, root.StatusMessage));
        Assert.Null(root.ParentId);
        Assert.Equal(2, root.Attributes["conversation.turn"].GetInt32());
        Assert.False(root.Attributes["custom.flag"].GetBoolean());
        Assert.Equal(["prod", "support"], root.Attributes["tag.tags"].EnumerateArray().Select(static tag => tag.GetString()));
        Assert.Equal(30, GlobalId.Row(root.Id));
        Assert.Equal("CRM timeout after 30s", page.Data[2].Events[0].Attributes!["exception.message"].GetString());
        Assert.Contains(server.Requests, static request => request.Contains("trace_id=9f99982ccd5f7993fad35d50237a4829&trace_id=556e45e7fe2eb9290120b1543bf59789", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spans_are_paged_by_cursor_and_bounded_by_time_in_round_trip_format()
    {
        await using var server = await HttpServer.ReplayAsync("spans-limit5-page2", "spans-limit5");
        using var bench = new ClientBench(server.Address);
        var first = await bench.Client.GetSpansAsync(Project, new SpansQuery { Limit = 5 }, Token);
        var second = await bench.Client.GetSpansAsync(Project, new SpansQuery { Limit = 5, Cursor = first.NextCursor }, Token);

        Assert.Equal(5, first.Data.Count);
        Assert.Empty(first.Data.Select(static span => span.Id).Intersect(second.Data.Select(static span => span.Id)));

        var start = new DateTimeOffset(2026, 11, 22, 13, 21, 31, TimeSpan.FromHours(2));
        await Assert.ThrowsAsync<PhoenixException>(() => bench.Client.GetSpansAsync(Project, new SpansQuery { StartTime = start }, Token));
        Assert.EndsWith("start_time=2026-11-22T13%3A21%3A31.0000000%2B02%3A00", server.Requests[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Odd_spans_are_read_too()
    {
        await using var server = await HttpServer.ReplayAsync("spans-edge");
        using var bench = new ClientBench(server.Address);

        var page = await bench.Client.GetSpansAsync("edge-bot", new SpansQuery(), Token);

        Assert.Contains(page.Data, static span => span.SpanKind == "WEIRD");
        Assert.Contains(page.Data, static span => span.SpanKind == "agent");
    }

    [Fact]
    public async Task Nulls_where_a_list_or_a_word_is_usual_do_not_spoil_the_page()
    {
        const string body = """
            {"data":[{"id":null,"name":null,"context":{"trace_id":"t","span_id":"s"},"span_kind":null,"parent_id":null,
            "start_time":"2026-01-01T00:00:00+00:00","end_time":"2026-01-01T00:00:00.5+00:00","status_code":null,"status_message":null,"attributes":null,"events":null,"new":[1]}]}
            """;
        await using var server = await HttpServer.StartAsync(static context => PhoenixFaultTests.JsonAsync(context, body));
        using var bench = new ClientBench(server.Address);

        var span = Assert.Single((await bench.Client.GetSpansAsync(Project, new SpansQuery(), Token)).Data);

        Assert.Equal(("", "UNKNOWN", "UNSET"), (span.Name, span.SpanKind, span.StatusCode));
        Assert.Empty(span.Attributes);
        Assert.Empty(span.Events);
    }

    [Fact]
    public async Task Session_annotations_and_notes_are_read_with_their_metadata()
    {
        await using var server = await HttpServer.ReplayAsync("session-annotations");
        using var bench = new ClientBench(server.Address);

        var page = await bench.Client.GetSessionAnnotationsAsync(Project, ["sess-001", "sess-002", "sess-004"], null, 100, Token);

        Assert.Equal("note", page.Data[0].Name);
        Assert.Equal("second text (same identifier)", page.Data[0].Result!.Explanation);
        var judged = page.Data.Single(static annotation => annotation is { SessionId: "sess-004", Name: "conversation_coherence" });
        Assert.Equal(("partially_coherent", 0.62, "LLM"), (judged.Result!.Label, judged.Result.Score, judged.AnnotatorKind));
        Assert.Equal("gpt-4o", judged.Metadata!.Value.GetProperty("model").GetString());
    }

    [Fact]
    public async Task Span_annotations_are_read()
    {
        var recording = Recording.Load("span-annotations");
        await using var server = await HttpServer.ReplayAsync("span-annotations");
        using var bench = new ClientBench(server.Address);

        var page = await bench.Client.GetSpanAnnotationsAsync(Project, [.. recording.Query["span_ids"]!], null, 100, Token);

        Assert.Equal(4, page.Data.Count);
        Assert.All(page.Data, static annotation => Assert.Equal("user_feedback", annotation.Name));
    }

    [Fact]
    public async Task Writing_a_verdict_answers_its_id()
    {
        await using var server = await HttpServer.ReplayAsync("post-session-annotation-sync");
        using var bench = new ClientBench(server.Address);
        var verdict = new WriteSessionAnnotation
        {
            SessionId = "sess-005",
            Name = "conversation_coherence",
            AnnotatorKind = AnnotatorKinds.Llm,
            Identifier = "judge-v1",
            Result = new AnnotationResult("coherent", 0.9, "first"),
            Metadata = new JsonObject { ["a"] = 1 },
        };

        var written = await bench.Client.WriteSessionAnnotationsAsync(new([verdict]), Token);

        Assert.Equal("UHJvamVjdFNlc3Npb25Bbm5vdGF0aW9uOjE1", Assert.Single(written.Data).Id);
    }

    [Fact]
    public async Task Writing_a_note_answers_its_id()
    {
        await using var server = await HttpServer.ReplayAsync("post-session-note");
        using var bench = new ClientBench(server.Address);

        var written = await bench.Client.WriteSessionNoteAsync(new(new WriteSessionNote("sess-003", "  trimmed  ")), Token);

        Assert.Equal(23, GlobalId.Row(written.Data.Id));
    }
}
