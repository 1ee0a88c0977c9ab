using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>One trace that is larger than many stores.</summary>
public sealed class LargeTraceTests
{
    private const int Spans = 100_000;
    private const int Batch = 2000;
    private const int Page = 1000;

    // About twenty times what it takes: what this notices is work that grows with the square of the trace.
    private static readonly TimeSpan Sane = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_thousand_spans_in_one_trace_are_summed_right_and_read_back_page_by_page()
    {
        var began = Stopwatch.GetTimestamp();
        await using var phoenix = new TestPhoenix();
        using var http = await phoenix.ConnectAsync(Token);
        var trace = Otlp.NewTraceId();
        foreach (var batch in Enumerable.Range(0, Spans).Chunk(Batch))
        {
            await Otlp.SendAsync(http, "large", [.. batch.Select(index => Span(trace, index))]);
        }

        var written = Stopwatch.GetElapsedTime(began);
        var read = await RestPages.ReadAsync(http, "/v1/projects/large/spans?trace_id=" + trace, Page, Token);
        TestContext.Current.TestOutputHelper?.WriteLine($"written in {written}, all in {Stopwatch.GetElapsedTime(began)}");

        Assert.Equal(Enumerable.Range(0, Spans).Reverse().Select(Id), read.Select(static span => span.GetProperty("context").GetProperty("span_id").GetString()));
        var session = await http.GetFromJsonAsync<JsonElement>("/v1/sessions/large-session", Token);
        Assert.Equal((long)Spans * (Spans - 1) / 2, session.GetProperty("data").GetProperty("token_count_prompt").GetInt64());
        var row = Assert.Single(await RestPages.ReadAsync(http, "/v1/projects/large/traces", 10, Token));
        Assert.Equal("2026-01-01T00:00:00.000000+00:00", row.GetProperty("start_time").GetString());
        Assert.Equal("2026-01-01T00:01:40.000000+00:00", row.GetProperty("end_time").GetString());
        AssertSound(phoenix.StorePath);
        Assert.True(Stopwatch.GetElapsedTime(began) < Sane, "it took " + Stopwatch.GetElapsedTime(began));
    }

    private static string Id(int index) => $"{index + 1:x16}";

    private static OtlpSpan Span(string trace, int index)
    {
        var span = Otlp.Span(
            "step", trace, Id(index), (ulong)index, (ulong)index + 1,
            [("session.id", "large-session"), ("openinference.span.kind", "LLM"), ("llm.token_count.prompt", index)]);

        // A chain: each is the child of the one before.
        span.ParentSpanId = index == 0 ? span.ParentSpanId : Otlp.Bytes(Id(index - 1));
        return span;
    }

    private static void AssertSound(string path)
    {
        using var store = StoreConnection.OpenReader(path);
        Assert.Equal((0, 0, 0), StoreScan.CountWrong(store));
    }
}
