using System.Diagnostics;
using System.Text.Json;
using SupportDashboard.Agent;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Tracing;

public sealed class TurnTraceTests
{
    [Fact]
    public async Task An_order_turn_is_one_trace_with_the_work_below_its_root()
    {
        var (conversation, spans) = await RunAsync("What's the status of order ORD-12345?");

        Assert.Equal(
            """
            support-agent AGENT
              classify LLM
              order-agent LLM
              lookupOrderStatus TOOL
              order-answer LLM
            """,
            SpanCapture.Tree(spans));
        Assert.Single(spans.Select(static span => span.TraceId).Distinct());
        Assert.All(spans, span =>
        {
            Assert.Equal(conversation.SessionId, span.GetTagItem("session.id"));
            Assert.Equal("local", span.GetTagItem("user.id"));
            Assert.Equal(ActivityStatusCode.Ok, span.Status);
        });
    }

    [Fact]
    public async Task A_help_turn_has_the_embedding_below_the_retriever_and_documents_with_scores()
    {
        var (_, spans) = await RunAsync("How do I reset my password?");

        Assert.Equal(
            """
            support-agent AGENT
              classify LLM
              faq-retrieval RETRIEVER
                CreateEmbeddings EMBEDDING
              faq-answer LLM
            """,
            SpanCapture.Tree(spans));
        var retriever = spans.Single(static span => span.OperationName == "faq-retrieval");
        Assert.Equal("1", retriever.GetTagItem("retrieval.documents.0.document.id"));
        Assert.StartsWith("Q: How do I reset my password?\nA: ", (string)retriever.GetTagItem("retrieval.documents.0.document.content")!, StringComparison.Ordinal);
        Assert.Equal(1.0, (double)retriever.GetTagItem("retrieval.documents.0.document.score")!, 3);
        Assert.Equal("""{"category":"Account","question":"How do I reset my password?"}""", retriever.GetTagItem("retrieval.documents.0.document.metadata"));
        Assert.Equal("How do I reset my password?", retriever.GetTagItem("input.value"));
        var embedding = spans.Single(static span => span.OperationName == "CreateEmbeddings");
        Assert.Equal("local-rules-1", embedding.GetTagItem("embedding.model_name"));
        Assert.Equal("How do I reset my password?", embedding.GetTagItem("embedding.embeddings.0.embedding.text"));
        Assert.Equal(7, embedding.GetTagItem("llm.token_count.prompt"));
    }

    [Fact]
    public async Task The_root_carries_the_turn_as_a_person_reads_it()
    {
        var (conversation, spans) = await RunAsync("Check my order ORD-67890", "And the carrier?");

        var root = spans.Last(static span => span.OperationName == "support-agent");
        Assert.Equal(default, root.ParentSpanId);
        Assert.Equal("And the carrier?", root.GetTagItem("input.value"));
        Assert.Equal("text/plain", root.GetTagItem("input.mime_type"));
        Assert.Equal(conversation.Messages[^1].Text, root.GetTagItem("output.value"));
        Assert.Equal("text/plain", root.GetTagItem("output.mime_type"));
        Assert.Equal(2, root.GetTagItem("conversation.turn"));
        Assert.Equal(("order_status", "high"), (root.GetTagItem("classification.category"), root.GetTagItem("classification.confidence")));
        Assert.Equal("The message asks about the carrier of an order.", root.GetTagItem("classification.reasoning"));
    }

    [Fact]
    public async Task A_model_call_carries_messages_tools_tool_calls_and_tokens()
    {
        var (_, spans) = await RunAsync("Where is ORD-12345?");

        var offer = spans.Single(static span => span.OperationName == "order-agent");
        Assert.Equal(("local-rules", "support-dashboard", "local-rules-1"), (offer.GetTagItem("llm.system"), offer.GetTagItem("llm.provider"), offer.GetTagItem("llm.model_name")));
        Assert.Equal(("system", "user", "Where is ORD-12345?"), (offer.GetTagItem("llm.input_messages.0.message.role"), offer.GetTagItem("llm.input_messages.1.message.role"), offer.GetTagItem("llm.input_messages.1.message.content")));
        Assert.Equal("""{"stream":true,"tool_choice":"auto"}""", offer.GetTagItem("llm.invocation_parameters"));
        Assert.Equal("tool_calls", offer.GetTagItem("llm.finish_reason"));
        using var schema = JsonDocument.Parse((string)offer.GetTagItem("llm.tools.0.tool.json_schema")!);
        Assert.Equal("lookupOrderStatus", schema.RootElement.GetProperty("function").GetProperty("name").GetString());
        Assert.Equal("lookupOrderStatus", offer.GetTagItem("llm.output_messages.0.message.tool_calls.0.tool_call.function.name"));
        Assert.Equal("""{"orderId":"ORD-12345"}""", offer.GetTagItem("llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments"));
        Assert.Equal((int)offer.GetTagItem("llm.token_count.prompt")! + (int)offer.GetTagItem("llm.token_count.completion")!, offer.GetTagItem("llm.token_count.total"));

        var answer = spans.Single(static span => span.OperationName == "order-answer");
        Assert.Equal("tool", answer.GetTagItem("llm.input_messages.3.message.role"));
        Assert.Equal(offer.GetTagItem("llm.output_messages.0.message.tool_calls.0.tool_call.id"), answer.GetTagItem("llm.input_messages.3.message.tool_call_id"));
        Assert.Equal("assistant", answer.GetTagItem("llm.output_messages.0.message.role"));
    }

    [Fact]
    public async Task An_order_that_does_not_exist_fails_the_tool_span_and_not_the_turn()
    {
        var (_, spans) = await RunAsync("What's the status of order ORD-99999?");

        var tool = spans.Single(static span => span.OperationName == "lookupOrderStatus");
        Assert.Equal((ActivityStatusCode.Error, "Order ORD-99999 not found in our system"), (tool.Status, tool.StatusDescription));
        Assert.Equal("""{"error":"Order ORD-99999 not found in our system"}""", tool.GetTagItem("output.value"));
        Assert.Equal("""{"orderId":"ORD-99999"}""", tool.GetTagItem("tool.parameters"));
        Assert.Equal("lookupOrderStatus", tool.GetTagItem("tool.name"));
        Assert.Equal(ActivityStatusCode.Ok, spans[0].Status);
    }

    [Fact]
    public async Task A_turn_started_within_another_activity_is_a_trace_of_its_own()
    {
        using var source = new ActivitySource("SupportDashboard.Tests.Click");
        using var listener = new ActivityListener { ShouldListenTo = listened => listened == source, Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        using var click = source.StartActivity("HandleEvent");

        var (_, spans) = await RunAsync("Hello");

        Assert.NotEqual(click!.TraceId, spans[0].TraceId);
        Assert.Same(click, Activity.Current);
    }

    private static async Task<(Conversation Conversation, IReadOnlyList<Activity> Spans)> RunAsync(params string[] messages)
    {
        await using var bench = await AgentBench.WithLocalModelAsync();
        using var spans = new SpanCapture();
        var conversation = AgentBench.NewConversation();
        foreach (var message in messages)
        {
            Assert.IsType<TurnCompleted>((await bench.RunAsync(conversation, message))[^1]);
        }

        return (conversation, spans.Of(conversation.SessionId));
    }
}
