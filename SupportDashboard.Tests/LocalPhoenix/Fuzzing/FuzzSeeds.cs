using System.Text;
using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.Tests.LocalPhoenix.Fuzzing;

/// <summary>Valid bodies that touch everything a decoder knows.</summary>
internal static class FuzzSeeds
{
    private const string Trace = "5b8efff798038103d269b633813fc60c";

    /// <summary>Export requests in protobuf.</summary>
    public static IReadOnlyList<byte[]> Exports { get; } = [Turn(), Values(), GenAi()];

    /// <summary>Bodies of <c>POST /v1/projects/{project}/spans</c>.</summary>
    public static IReadOnlyList<byte[]> RestSpans { get; } =
    [
        Encoding.UTF8.GetBytes($$$$"""
            {"data":[{"id":"U3Bhbjox","name":"turn","context":{"trace_id":"{{{{Trace}}}}","span_id":"eee19b7ec3c1b174"},"span_kind":"AGENT","parent_id":null,
              "start_time":"2026-01-01T00:00:00.000001+00:00","end_time":"2026-01-01T00:00:01Z","status_code":"ERROR","status_message":"broken",
              "attributes":{"session.id":"s","llm":{"token_count":{"prompt":12}},"list":[1,2.5,true,null,"x",{"a":[]}],"metadata":"{\"a\":1}"},
              "events":[{"name":"exception","timestamp":"2026-01-01T00:00:00Z","attributes":{"exception.message":"no"}}]},
             {"name":"llm","context":{"trace_id":"{{{{Trace}}}}","span_id":"eee19b7ec3c1b175"},"span_kind":"LLM","parent_id":"eee19b7ec3c1b174",
              "start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:01Z"}]}
            """),
    ];

    /// <summary>Bodies of <c>POST /v1/…_annotations</c>, for the field that names what is annotated.</summary>
    public static IReadOnlyList<byte[]> Annotations(string idField) =>
    [
        Encoding.UTF8.GetBytes($$$$"""
            {"data":[{"{{{{idField}}}}":"eee19b7ec3c1b174","name":"coherence","annotator_kind":"LLM","identifier":"i",
              "result":{"label":"good","score":0.75,"explanation":"because\nof \u00e9"},"metadata":{"model":"m","nested":{"a":[1,2,{"b":null}]}}},
             {"{{{{idField}}}}":"x","name":"n","annotator_kind":"HUMAN","result":{"score":"1e3"}},{"{{{{idField}}}}":"y","name":"n","annotator_kind":"CODE","result":null}]}
            """),
    ];

    private static byte[] Turn()
    {
        var root = Otlp.Span("turn", Trace, "eee19b7ec3c1b174", attributes: [("session.id", "s1"), ("openinference.span.kind", "AGENT"), ("input.value", "Where is my order?")]);
        var llm = Otlp.Span(
            "llm", Trace, "eee19b7ec3c1b175", 5, 50,
            [("openinference.span.kind", "LLM"), ("llm.token_count.prompt", 12), ("llm.token_count.completion", "7"), ("llm.input_messages.0.message.content", "hi"),
            ("metadata", """{"plan":{"name":"team"},"n":[1,{"a":2}]}""")]);
        llm.ParentSpanId = root.SpanId;
        llm.Status = new() { Code = 2, Message = "broken" };
        llm.Events.Add(new OtlpEvent { Name = "exception", TimeUnixNano = Otlp.Epoch });
        llm.Events[0].Attributes.Add(new KeyValue { Key = "exception.message", Value = new() { StringValue = "no" } });
        llm.Links.Add(new OtlpLink { TraceId = root.TraceId, SpanId = root.SpanId, TraceState = "a=1" });
        var request = ExportTraceRequest.Parser.ParseFrom(Otlp.Export("fuzz", root, llm));
        request.ResourceSpans[0].ScopeSpans[0].Scope = new() { Name = "lib", Version = "1" };
        return request.ToByteArray();
    }

    private static byte[] Values()
    {
        var span = Otlp.Span("values", Trace, "eee19b7ec3c1b176", attributes: [("text", "x"), ("flag", true), ("whole", long.MinValue), ("ratio", 1e300), ("nan", double.NaN)]);
        var list = new ArrayValue { Values = { new AnyValue { IntValue = 1 }, new AnyValue { StringValue = "b" }, new AnyValue() } };
        var map = new KeyValueList { Values = { new KeyValue { Key = "a", Value = new() { ArrayValue = list } }, new KeyValue { Key = "", Value = new() { BoolValue = true } } } };
        span.Attributes.Add(new KeyValue { Key = "map", Value = new() { KvlistValue = map } });
        span.Attributes.Add(new KeyValue { Key = "maps", Value = new() { ArrayValue = new() { Values = { new AnyValue { KvlistValue = map } } } } });
        span.Attributes.Add(new KeyValue { Key = "bytes", Value = new() { BytesValue = ByteString.CopyFromUtf8("hi") } });
        span.Attributes.Add(new KeyValue { Key = "none" });
        return Otlp.Export("fuzz", span);
    }

    private static byte[] GenAi() => Otlp.Export("fuzz", Otlp.Span(
        "chat", Trace, "eee19b7ec3c1b177", attributes:
        [
            ("gen_ai.operation.name", "chat"), ("gen_ai.conversation.id", "s2"), ("gen_ai.request.model", "m"), ("gen_ai.request.temperature", 0.5),
            ("gen_ai.usage.input_tokens", 3), ("gen_ai.usage.output_tokens", long.MaxValue), ("gen_ai.system_instructions", """[{"type":"text","content":"Be kind."}]"""),
            ("gen_ai.input.messages", """[{"role":"user","parts":[{"type":"text","content":"hi"},{"type":"tool_call","id":"1","name":"f","arguments":{"a":1}}]}]"""),
            ("gen_ai.output.messages", """[{"role":"assistant","parts":[{"type":"tool_call_response","id":"1","response":[1]}]}]"""),
            ("gen_ai.tool.definitions", """[{"name":"f"}]"""), ("gen_ai.retrieval.documents", """[{"id":"d","content":"c","score":1},"text"]"""),
        ]));
}
