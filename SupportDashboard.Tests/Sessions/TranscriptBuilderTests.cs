using CsCheck;
using SupportDashboard.Agent;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Transcripts;
using SupportDashboard.Tests.Phoenix;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Turns from spans of every shape.</summary>
public sealed class TranscriptBuilderTests
{
    [Fact]
    public void Turns_are_traces_by_start_and_numbered_from_one()
    {
        var turns = TranscriptBuilder.Build([.. Wire.Turn(1, "s", "z", 60_000, "second", "b"), .. Wire.Turn(3, "s", "a", 0, "first", "a", category: "faq")]);

        Assert.Equal([(1, "first", "a", "a-root"), (2, "second", "b", "z-root")], turns.Select(static turn => (turn.Number, turn.UserText!, turn.AgentText!, turn.RootSpanId!)));
        Assert.Equal(("faq", 100, 20, TimeSpan.FromMilliseconds(500), Wire.Start), (turns[0].Category, turns[0].PromptTokens, turns[0].CompletionTokens, turns[0].Duration, turns[0].StartedAt));
        Assert.Equal([("AGENT", 0), ("LLM", 1)], turns[0].Spans.Select(static span => (span.Kind, span.Depth)));
        Assert.Equal(TimeSpan.FromMilliseconds(10), turns[0].Spans[1].Offset);
    }

    [Fact]
    public void A_trace_without_a_root_speaks_through_its_model_calls()
    {
        var turn = Assert.Single(TranscriptBuilder.Build(
        [
            Wire.Span(1, "t", "classify", "gone", "LLM", 0, attributes: [("llm.input_messages.0.message.role", "system"), ("llm.input_messages.0.message.content", "be nice"),
                ("llm.input_messages.1.message.role", "user"), ("llm.input_messages.1.message.content", "Where is it?"), ("output.value", "{\"category\":\"faq\"}")]),
            Wire.Span(2, "t", "tool", "gone", "TOOL", 100, attributes: [("input.value", "{}"), ("output.value", "shipped")]),
            Wire.Span(3, "t", "answer", "gone", "LLM", 200, attributes: [("input.value", "…"), ("llm.output_messages.0.message.role", "assistant"), ("llm.output_messages.0.message.content", "On its way.")]),
        ]));

        Assert.Equal(("Where is it?", "On its way.", null, null), (turn.UserText, turn.AgentText, turn.RootSpanId, turn.Error));
        Assert.Equal(3, turn.Spans.Count);
        Assert.All(turn.Spans, static span => Assert.Equal((0, null), (span.Depth, span.ParentId)));
    }

    [Fact]
    public void A_turn_that_was_stopped_before_its_answer_does_not_speak_through_its_steps()
    {
        var turn = Assert.Single(TranscriptBuilder.Build(
        [
            Wire.Span(1, "t", "root", null, "AGENT", 0, attributes: [("input.value", "Check my order ORD-67890")]),
            Wire.Span(2, "t", "classify", "root", "LLM", 10, attributes: [("llm.output_messages.0.message.role", "assistant"), ("llm.output_messages.0.message.content", "{\"category\":\"order_status\"}")]),
            Wire.Span(3, "t", "order", "root", "LLM", 20, attributes: [("output.value", "lookupOrderStatus({})"), ("llm.output_messages.0.message.role", "assistant"),
                ("llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "lookupOrderStatus")]),
        ]));

        Assert.Equal(("Check my order ORD-67890", null), (turn.UserText, turn.AgentText));
    }

    [Fact]
    public void Several_roots_are_put_together_and_a_tool_at_the_root_does_not_speak_for_the_agent()
    {
        var turn = Assert.Single(TranscriptBuilder.Build(
        [
            Wire.Span(1, "t", "stray", null, "EMBEDDING", 0, attributes: [("input.value", "vector of"), ("output.value", "[1,2]")]),
            Wire.Span(2, "t", "one", null, "AGENT", 10, attributes: [("input.value", "first part"), ("output.value", "answer one")]),
            Wire.Span(3, "t", "two", null, "CHAIN", 20, attributes: [("input.value", "second part"), ("output.value", "answer two")]),
        ]));

        Assert.Equal(("first part\n\nsecond part", "answer one\n\nanswer two", "one"), (turn.UserText, turn.AgentText, turn.RootSpanId));
    }

    [Fact]
    public void A_trace_without_any_text_is_still_a_turn()
    {
        var turn = Assert.Single(TranscriptBuilder.Build([Wire.Span(1, "t", "s", "gone", "TOOL")]));

        Assert.Equal((1, null, null), (turn.Number, turn.UserText, turn.AgentText));
        Assert.Single(turn.Spans);
    }

    [Theory]
    [InlineData("plain words", "plain words", false)]
    [InlineData("{\"query\":\"where?\"}", "where?", false)]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"old\"},{\"role\":\"assistant\",\"content\":\"hm\"},{\"role\":\"user\",\"content\":\"new\"}]}", "new", false)]
    [InlineData("[{\"role\":\"system\",\"content\":\"x\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"part one\"},{\"type\":\"text\",\"text\":\"part two\"}]}]", "part one\npart two", false)]
    [InlineData("{\"messages\":[[{\"lc\":1,\"type\":\"human\",\"kwargs\":{\"content\":\"nested\"}}]]}", "nested", false)]
    [InlineData("{\"input\":{\"question\":\"deep?\"},\"chat_history\":[]}", "deep?", false)]
    [InlineData("\"quoted\"", "quoted", false)]
    [InlineData("{\"order\":7}", "{\"order\":7}", true)]
    [InlineData("[1,2,3]", "[1,2,3]", true)]
    [InlineData("{broken", "{broken", false)]
    [InlineData("[1] is my favourite", "[1] is my favourite", false)]
    [InlineData("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"query\":\"too deep\"}}}}}}}", "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"query\":\"too deep\"}}}}}}}", true)]
    public void What_the_customer_said_is_found_in_JSON(string input, string expected, bool isJson)
    {
        var turn = Assert.Single(TranscriptBuilder.Build([Wire.Span(1, "t", "s", attributes: ("input.value", input))]));

        Assert.Equal((expected, isJson), (turn.UserText, turn.InputIsJson));
    }

    [Theory]
    [InlineData("{\"answer\":\"here\"}", "here", false)]
    [InlineData("{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"chosen\"}}]}", "chosen", false)]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"},{\"role\":\"tool\",\"content\":\"t\"}]}", "a", false)]
    [InlineData("{\"id\":\"x\",\"model\":\"gpt\"}", "{\"id\":\"x\",\"model\":\"gpt\"}", true)]
    public void What_the_agent_answered_is_found_in_JSON(string output, string expected, bool isJson)
    {
        var turn = Assert.Single(TranscriptBuilder.Build([Wire.Span(1, "t", "s", attributes: ("output.value", output))]));

        Assert.Equal((expected, isJson), (turn.AgentText, turn.OutputIsJson));
    }

    [Fact]
    public void A_tool_call_shows_its_name_its_arguments_put_together_again_and_its_result()
    {
        var span = Assert.Single(TranscriptBuilder.Build([Wire.Span(1, "t", "s", "r", "tool", failed: true, attributes:
            [("tool.name", "lookupOrderStatus"), ("tool.parameters.orderId", "ORD-1"), ("tool.parameters.options.deep", true), ("tool.parameters.list.0.id", 1), ("tool.parameters.list.1.id", 2), ("output.value", "{\"error\":\"none\"}")])])).Spans[0];

        Assert.Equal(("lookupOrderStatus", "{\"orderId\":\"ORD-1\",\"options\":{\"deep\":true},\"list\":[{\"id\":1},{\"id\":2}]}", "{\"error\":\"none\"}", "it broke"), (span.ToolName, span.ToolArguments, span.ToolResult, span.Error));
    }

    [Fact]
    public void Documents_come_with_their_scores_wherever_they_stand()
    {
        var span = Assert.Single(TranscriptBuilder.Build([Wire.Span(1, "t", "s", null, "RETRIEVER", attributes:
            [("retrieval.documents.0.document.id", "faq-1"), ("retrieval.documents.0.document.content", "text"), ("retrieval.documents.0.document.score", 0.9),
             ("retrieval.documents.1.document.content", "other"), ("retrieval.documents.1.document.metadata.score", 0.5),
             ("retrieval.documents.10.document.content", "last"), ("retrieval.documents.10.document.metadata", "{\"score\":0.25}"), ("retrieval.documents.x.document.content", "odd")])])).Spans[0];

        Assert.Equal([new RetrievedDocument("faq-1", "text", 0.9), new("2", "other", 0.5), new("11", "last", 0.25)], span.Documents);
    }

    [Fact]
    public void A_step_that_failed_says_so_and_the_turn_only_when_its_root_failed()
    {
        var recovered = Assert.Single(TranscriptBuilder.Build([Wire.Span(1, "t", "root"), Wire.Span(2, "t", "tool", "root", "TOOL", failed: true)]));
        var failed = Assert.Single(TranscriptBuilder.Build([Wire.Span(1, "t", "root", failed: true) with
        {
            StatusMessage = "", Events = [new PhoenixSpanEvent { Name = "exception", Attributes = Wire.Attributes(("exception.message", "the model is away")) }],
        }]));

        Assert.Equal((null, "it broke"), (recovered.Error, recovered.Spans[1].Error));
        Assert.Equal("the model is away", failed.Error);
    }

    [Fact]
    public void The_thumb_stands_on_the_root_span()
    {
        var turns = TranscriptBuilder.Build([.. Wire.Turn(1, "s", "a", 0, "q", "a"), .. Wire.Turn(3, "s", "b", 1000, "q", "a")], thumbs: new Dictionary<string, bool> { ["b-root"] = false });

        Assert.Equal([null, false], turns.Select(static turn => turn.ThumbsUp));
    }

    [Fact]
    public void Circles_orphans_and_selves_lose_no_span_and_end()
    {
        Gen.Select(Gen.Int[0, 7], Gen.Int[-1, 8]).List[1, 8].Sample(links =>
        {
            var spans = links.Select(static (link, number) => Wire.Span(number + 1, "t", $"s{link.Item1}", link.Item2 < 0 ? null : $"s{link.Item2}", at: number)).ToList();

            var turn = Assert.Single(TranscriptBuilder.Build(spans));

            Assert.Equal(links.Select(static link => $"s{link.Item1}").Distinct().Order(), turn.Spans.Select(static span => span.SpanId).Order());
            Assert.All(turn.Spans, span => Assert.Equal(span.Depth == 0, span.ParentId is null));
        });
    }

    [Fact]
    public void A_very_deep_tree_and_very_long_texts_are_survived()
    {
        var spans = Enumerable.Range(0, 5_000).Select(static number => Wire.Span(number + 1, "t", $"s{number}", number == 0 ? null : $"s{number - 1}", at: number)).ToList();
        spans[0] = Wire.Span(1, "t", "s0", attributes: ("input.value", string.Concat(Enumerable.Repeat("🎉", 200_000))));

        var turn = Assert.Single(TranscriptBuilder.Build(spans));

        Assert.Equal(4_999, turn.Spans[^1].Depth);
        Assert.InRange(turn.UserText!.Length, 99_000, 100_001);
        Assert.DoesNotContain('\ufffd', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(turn.UserText)));
    }

    [Fact]
    public void Half_an_emoji_anywhere_is_survived()
    {
        var broken = System.Text.Json.JsonElement.Parse("\"cut \\ud83c\"");
        var spans = new[]
        {
            Wire.Span(1, "t", "root", attributes: [("input.value", "{\"query\":\"cut \\ud83c\"}"), ("session.id", "s")]),
            Wire.Span(2, "t", "tool", "root", "TOOL") with { Attributes = new Dictionary<string, System.Text.Json.JsonElement> { ["tool.parameters.text"] = broken, ["output.value"] = broken } },
        };

        var turn = Assert.Single(TranscriptBuilder.Build(spans));

        Assert.Equal("cut \\ud83c", turn.UserText);
        Assert.Equal("cut \\ud83c", turn.Spans[1].ToolResult);
        Assert.Contains("cut", turn.Spans[1].ToolArguments, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_that_run_backwards_are_no_negative_durations()
    {
        var turn = Assert.Single(TranscriptBuilder.Build([Wire.Span(1, "t", "s", at: 1000, lasts: -500)]));

        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (turn.Duration, turn.Spans[0].Duration));
    }

    [Fact]
    public async Task The_recorded_spans_of_a_real_Phoenix_become_readable_turns()
    {
        await using var server = await HttpServer.ReplayAsync("spans-default");
        using var bench = new ClientBench(server.Address);
        var page = await bench.Client.GetSpansAsync("support-bot", new SpansQuery(), TestContext.Current.CancellationToken);

        var turns = TranscriptBuilder.Build(page.Data.Where(static span => span.Attributes.TryGetValue("session.id", out var id) && id.GetString() == "sess-002"));

        Assert.Equal(["My invoice is wrong", "INV-1009, I said that before!"], turns.Take(2).Select(static turn => turn.UserText));
        Assert.Equal((2, "Which invoice number?", "tool failed"), (turns[1].Number, turns[1].AgentText, turns[1].Error));
        var tool = Assert.Single(turns[1].Spans, static span => span.Kind == "TOOL");
        Assert.Equal(("lookup_account", "{\"user\":\"u-bob\"}", "{\"plan\":\"team\"}", "CRM timeout after 30s"), (tool.ToolName, tool.ToolArguments, tool.ToolResult, tool.Error));
        Assert.Equal([0.91, 0.44], Assert.Single(turns[1].Spans, static span => span.Kind == "RETRIEVER").Documents.Select(static document => document.Score!.Value));
    }
}
