using System.Text;
using System.Text.Json;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Tests.Phoenix;

/// <summary>The short way to read a page of spans leads where the serializer's long one does.</summary>
public sealed class SpanPageReaderTests
{
    private const string Plain = """
        "id": "U3Bhbjox", "name": "n", "context": { "trace_id": "t", "span_id": "s" }, "span_kind": "LLM", "parent_id": null, "start_time": "2026-05-01T12:00:00.123456+00:00",
        "end_time": "2026-05-01T14:00:01+02:00", "status_code": "OK", "status_message": "", "attributes": {}, "events": []
        """;

    [Theory]
    [InlineData("")]
    [InlineData(", \"unknown\": [1, { \"data\": 2 }], \"status_message\": null, \"parent_id\": \"p\"")]
    [InlineData(", \"attributes\": { \"session.id\": \"a\", \"input.value\": \"caf\\u00e9 \\\"x\\\" 👍\", \"n\": 1.5, \"list\": [1, null], \"deep\": { \"a\": {} } }")]
    [InlineData(", \"attributes\": { \"session.id\": \"first\", \"session.id\": \"last\" }, \"name\": \"again\"")]
    [InlineData(", \"events\": [{ \"name\": \"exception\", \"timestamp\": \"2026-05-01T12:00:00Z\", \"attributes\": { \"exception.type\": \"E\" } }, { \"name\": null }]")]
    [InlineData(", \"support_dashboard\": { \"resource\": { \"service.name\": \"x\" }, \"scope\": { \"name\": \"s\", \"version\": \"\" }, \"links\": [{ \"trace_id\": \"b\" }] }")]
    [InlineData(", \"support_dashboard\": null")]
    public void A_page_is_read_as_the_serializer_reads_it(string more)
    {
        var body = Body(Plain + more, Plain, Plain + more);

        var page = SpanPageReader.Read(body, PhoenixSettings.Json);

        Assert.NotNull(page);
        var expected = JsonSerializer.Deserialize<Page<PhoenixSpan>>(body, PhoenixSettings.Json)!;
        Assert.Equal(JsonSerializer.Serialize(expected, PhoenixSettings.Json), JsonSerializer.Serialize(page, PhoenixSettings.Json));
        Assert.Equal(expected.Data.Select(SpanFacts.From), page.Data.Select(SpanFacts.From));
        Assert.Equal(expected.Data.Select(static span => span.Attributes.Count), page.Data.Select(static span => span.Attributes.Count));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_in_an_attribute_hides_neither_the_others_nor_other_spans()
    {
        const string Halves = """{ "input.value": "a", "\ud83d": 1, "session.id": "s", "b": "\ud83d" }""";
        var body = Body(Plain, $"{Plain}, \"attributes\": {Halves}");

        foreach (var page in (Page<PhoenixSpan>[])[SpanPageReader.Read(body, PhoenixSettings.Json)!, JsonSerializer.Deserialize<Page<PhoenixSpan>>(body, PhoenixSettings.Json)!])
        {
            Assert.Equal(("s", "a", "\\ud83d"), (page.Data[1].Text("session.id"), page.Data[1].Text("input.value"), page.Data[1].Text("b")));
            Assert.Equal(["\\ud83d", "b", "input.value", "session.id"], page.Data[1].Attributes.Keys.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Few_and_many_attributes_are_found_by_name_whether_or_not_all_were_listed_before()
    {
        foreach (var count in (int[])[1, 32, 33, 500])
        {
            var attributes = string.Join(", ", Enumerable.Range(0, count).Select(static number => $"\"a{number}\": {number}"));
            var span = SpanPageReader.Read(Body($$"""{{Plain}}, "attributes": { {{attributes}}, "a0": "last" }"""), PhoenixSettings.Json)!.Data[0];

            for (var pass = 0; pass < 2; pass++)
            {
                Assert.Equal("last", span.Text("a0"));
                Assert.Equal(count > 1 ? count - 1 : null, span.Count($"a{Math.Max(1, count - 1)}"));
                Assert.False(span.Attributes.ContainsKey("a"));
                Assert.Throws<KeyNotFoundException>(() => span.Attributes["a"]);
                Assert.Equal(count, span.Attributes.Keys.Count());
            }
        }
    }

    [Theory]
    [InlineData("\"id\": null")]
    [InlineData("\"name\": 7")]
    [InlineData("\"name\": \"\\ud83d\"")]
    [InlineData("\"context\": { \"trace_id\": \"t\" }")]
    [InlineData("\"context\": null")]
    [InlineData("\"start_time\": \"yesterday\"")]
    [InlineData("\"end_time\": null")]
    [InlineData("\"attributes\": null")]
    [InlineData("\"attributes\": []")]
    [InlineData("\"events\": null")]
    [InlineData("\"events\": [7]")]
    [InlineData("\"parent_id\": 7")]
    [InlineData("\"support_dashboard\": []")]
    public void What_is_unusual_in_a_span_is_left_to_the_serializer(string part) =>
        Assert.Null(SpanPageReader.Read(Body(Plain, $"{Plain}, {part}"), PhoenixSettings.Json));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ \"data\": null }")]
    [InlineData("{ \"data\": [7] }")]
    [InlineData("{ \"data\": [], \"next_cursor\": 7 }")]
    [InlineData("{ \"data\": [")]
    public void What_is_no_page_is_left_to_the_serializer(string body) => Assert.Null(SpanPageReader.Read(Encoding.UTF8.GetBytes(body), PhoenixSettings.Json));

    private static byte[] Body(params string[] spans) => Encoding.UTF8.GetBytes($$"""{ "data": [{{string.Join(", ", spans.Select(static span => "{ " + span + " }"))}}], "next_cursor": "c" }""");
}
