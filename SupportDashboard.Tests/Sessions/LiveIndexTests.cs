using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;
using SupportDashboard.Tests.LocalPhoenix;

namespace SupportDashboard.Tests.Sessions;

/// <summary>OTLP into the embedded Phoenix, sessions out of the index and transcripts out of Phoenix: every part is the real one.</summary>
public sealed class LiveIndexTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;
    private readonly TestPhoenix _phoenix = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sent_turn_becomes_a_row_a_transcript_and_carries_a_verdict()
    {
        using var http = await _phoenix.ConnectAsync(Token);
        await using var bench = new SyncBench(http.BaseAddress!, _folder);
        using var subscription = _phoenix.Server.Subscribe(bench.Get<TraceFeed>().Publish);
        await bench.Get<SessionSync>().StartAsync(Token);

        await SendAsync(http, "odd/id ü", 1, "Where is ORD-12345?", "On its way.");
        await Eventually.BecomesTrueAsync(async () => await FindAsync(bench, "odd/id ü") is { Turns: 1 }, Token);
        await SendAsync(http, "odd/id ü", 2, "And when?", "Tomorrow.");
        await Eventually.BecomesTrueAsync(async () => await FindAsync(bench, "odd/id ü") is { Turns: 2, FirstMessage: "Where is ORD-12345?", LastAnswer: "Tomorrow.", TotalTokens: 66, Errors: 0 }, Token);

        var transcript = await bench.Get<TranscriptReader>().ReadAsync(IndexFolder.Project, "odd/id ü", Token);
        Assert.Equal(["Where is ORD-12345?", "And when?"], transcript!.Turns.Select(static turn => turn.UserText));
        Assert.Equal([("AGENT", 0), ("LLM", 1), ("TOOL", 1)], transcript.Turns[0].Spans.Select(static span => (span.Kind, span.Depth)));
        Assert.Equal("{\"orderId\":\"ORD-1\"}", transcript.Turns[0].Spans[2].ToolArguments);

        await WriteAsync(bench, "odd/id ü", transcript.Turns[1].RootSpanId!);
        await bench.Get<SessionSync>().RefreshAnnotationsAsync(IndexFolder.Project, ["odd/id ü"], Token);
        var row = await FindAsync(bench, "odd/id ü");
        Assert.Equal(("resolved", "gpt-5", false, 1), (row!.Verdicts[0].Label, row.Verdicts[0].Model, row.Verdicts[0].Stale, row.ThumbsUp));
        await bench.Get<SessionSync>().StopAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _phoenix.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task<SessionRow?> FindAsync(SyncBench bench, string sessionId) => bench.Queries.FindAsync(IndexFolder.Project, sessionId, Token);

    private static async Task WriteAsync(SyncBench bench, string sessionId, string rootSpanId)
    {
        var client = bench.Get<IPhoenixClient>();
        await client.WriteSessionAnnotationsAsync(
            new([new WriteSessionAnnotation
            {
                SessionId = sessionId, Name = "resolution_status", AnnotatorKind = AnnotatorKinds.Llm, Identifier = "support-dashboard",
                Result = new AnnotationResult("resolved", 1, "It was answered."), Metadata = new JsonObject { ["model"] = "gpt-5", ["turn_count"] = 2 },
            }]),
            Token);
        await client.WriteSpanAnnotationsAsync(
            new([new WriteSpanAnnotation
            {
                SpanId = rootSpanId, Name = "user_feedback", AnnotatorKind = AnnotatorKinds.Human, Identifier = "support-dashboard:local", Result = new AnnotationResult("thumbs-up", 1),
            }]),
            Token);
    }

    private static async Task SendAsync(HttpClient http, string sessionId, byte turn, string asked, string answered)
    {
        var spans = new ScopeSpans();
        spans.Spans.Add(Span(sessionId, turn, 1, 0, "AGENT", ("input.value", asked), ("output.value", answered)));
        spans.Spans.Add(Span(sessionId, turn, 2, 1, "LLM", ("llm.token_count.prompt", 30), ("llm.token_count.completion", 3)));
        spans.Spans.Add(Span(sessionId, turn, 3, 1, "TOOL", ("tool.name", "lookupOrderStatus"), ("tool.parameters", "{\"orderId\":\"ORD-1\"}")));
        var resource = new Resource();
        resource.Attributes.Add(Attribute("openinference.project.name", IndexFolder.Project));
        var request = new ExportTraceRequest();
        request.ResourceSpans.Add(new ResourceSpans { Resource = resource, ScopeSpans = { spans } });
        using var content = new ByteArrayContent(request.ToByteArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using var response = await http.PostAsync("/v1/traces", content, Token);
        response.EnsureSuccessStatusCode();
    }

    private static OtlpSpan Span(string sessionId, byte turn, byte number, byte parent, string kind, params (string Key, object Value)[] attributes)
    {
        var start = (ulong)Wire.Start.ToUnixTimeMilliseconds() * 1_000_000UL + (turn * 10_000_000_000UL) + (number * 1_000_000UL);
        var span = new OtlpSpan
        {
            TraceId = ByteString.CopyFrom([.. Enumerable.Repeat(turn, 16)]),
            SpanId = ByteString.CopyFrom(turn, 0, 0, 0, 0, 0, 0, number),
            ParentSpanId = parent == 0 ? ByteString.Empty : ByteString.CopyFrom(turn, 0, 0, 0, 0, 0, 0, parent),
            Name = kind,
            StartTimeUnixNano = start,
            EndTimeUnixNano = start + 500_000_000UL,
            Status = new OtlpStatus { Code = 1 },
        };
        span.Attributes.Add(Attribute("openinference.span.kind", kind));
        span.Attributes.Add(Attribute("session.id", sessionId));
        span.Attributes.AddRange(attributes.Select(static attribute => Attribute(attribute.Key, attribute.Value)));
        return span;
    }

    private static KeyValue Attribute(string key, object value) => new()
    {
        Key = key,
        Value = value is int number ? new AnyValue { IntValue = number } : new AnyValue { StringValue = (string)value },
    };
}
