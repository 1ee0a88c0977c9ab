using SupportDashboard.LocalPhoenix.Collector;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class AttributePipelineTests
{
    [Fact]
    public void Json_texts_are_opened_only_under_the_keys_that_hold_json()
    {
        var flat = Process(
            ("metadata", """{"channel":"web","nested":{"plan":"team"},"big":9007199254740993,"none":null}"""),
            ("document.metadata", """{"page":3}"""),
            ("tool.parameters", """{"orderId":"ORD-1"}"""),
            ("input.value", """{"q":1}"""),
            ("llm.invocation_parameters", """{"temperature":0}"""));

        Assert.Equal("web", flat["metadata.channel"]);
        Assert.Equal("team", flat["metadata.nested.plan"]);
        Assert.Equal(9007199254740993L, flat["metadata.big"]);
        Assert.Equal(3L, flat["document.metadata.page"]);
        Assert.Equal("ORD-1", flat["tool.parameters.orderId"]);
        Assert.Equal("""{"q":1}""", flat["input.value"]);
        Assert.Equal("""{"temperature":0}""", flat["llm.invocation_parameters"]);
        Assert.DoesNotContain("metadata.none", flat.Keys);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"half\":")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("5")]
    public void A_text_that_is_no_json_object_stays_as_it_was_sent(string text) => Assert.Equal(text, Process(("metadata", text))["metadata"]);

    [Fact]
    public void Token_counts_become_whole_numbers_and_nonsense_stays()
    {
        var flat = Process(("llm.token_count.prompt", "12"), ("llm.token_count.completion", 5.0), ("llm.token_count.total", "many"));

        Assert.Equal((12L, 5L, "many"), (flat["llm.token_count.prompt"], flat["llm.token_count.completion"], flat["llm.token_count.total"]));
    }

    [Fact]
    public void Tokens_of_other_kinds_than_llm_do_not_count()
    {
        (string, object?)[] tokens = [("llm.token_count.prompt", 7L), ("llm.token_count.completion", 3L)];

        var llm = SpanRecordBuilder.Build(Process([.. tokens, ("openinference.span.kind", "llm")]));
        var agent = SpanRecordBuilder.Build(Process([.. tokens, ("openinference.span.kind", "AGENT")]));

        Assert.Equal((7, 3), (llm.PromptTokens, llm.CompletionTokens));
        Assert.Equal((0, 0), (agent.PromptTokens, agent.CompletionTokens));
        Assert.Equal(("LLM", "llm"), (llm.Kind, llm.SentKind));
    }

    [Fact]
    public void Numbers_that_json_cannot_hold_become_texts() =>
        Assert.Equal("""{"nan":"NaN","inf":"Infinity"}""", JsonValues.ToText(Process(("nan", double.NaN), ("inf", double.PositiveInfinity))));

    [Fact]
    public void A_genai_agent_shows_what_was_asked_and_answered()
    {
        var flat = Process(
            ("gen_ai.operation.name", "invoke_agent"),
            ("gen_ai.conversation.id", "c1"),
            ("gen_ai.response.id", "resp_1"),
            ("gen_ai.input.messages", """[{"role":"user","parts":[{"type":"text","content":"Where is it?"}]}]"""),
            ("gen_ai.output.messages", """[{"role":"assistant","parts":[{"type":"text","content":"In transit."}]}]"""));

        Assert.Equal(SpanKinds.Agent, flat["openinference.span.kind"]);
        Assert.Equal("c1", flat["session.id"]);
        Assert.Equal("Where is it?", flat["input.value"]);
        Assert.Equal("In transit.", flat["output.value"]);
        Assert.Equal("Where is it?", flat["llm.input_messages.0.message.content"]);
    }

    [Fact]
    public void Tool_calls_and_their_answers_keep_id_name_and_arguments()
    {
        var flat = Process(
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.input.messages", """[{"role":"tool","parts":[{"type":"tool_call_response","id":"call_1","response":{"status":"shipped"}}]}]"""),
            ("gen_ai.output.messages", """[{"role":"assistant","parts":[{"type":"tool_call","id":"call_2","name":"lookup","arguments":{"id":"ORD-1"}}]}]"""));

        Assert.Equal("call_1", flat["llm.input_messages.0.message.tool_call_id"]);
        Assert.Equal("""{"status":"shipped"}""", flat["llm.input_messages.0.message.content"]);
        Assert.Equal("call_2", flat["llm.output_messages.0.message.tool_calls.0.tool_call.id"]);
        Assert.Equal("lookup", flat["llm.output_messages.0.message.tool_calls.0.tool_call.function.name"]);
        Assert.Equal("""{"id":"ORD-1"}""", flat["llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments"]);
    }

    [Fact]
    public void One_item_that_is_no_message_drops_the_list_and_nothing_else()
    {
        var flat = Process(
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.request.temperature", 0.2),
            ("gen_ai.input.messages", """[{"role":"user","content":"hi"},17]"""));

        Assert.DoesNotContain(flat.Keys, static key => key.StartsWith("llm.input_messages", StringComparison.Ordinal));
        Assert.Equal("""{"temperature":0.2}""", flat["llm.invocation_parameters"]);
    }

    private static Dictionary<string, object?> Process(params (string Key, object? Value)[] attributes)
    {
        var dictionary = attributes.ToDictionary(static attribute => attribute.Key, static attribute => attribute.Value);
        AttributePipeline.Apply(dictionary);
        return new AttributeFlattening(1_000_000).Flatten(dictionary);
    }
}
