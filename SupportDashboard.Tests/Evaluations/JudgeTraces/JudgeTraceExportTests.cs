using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Exporter;
using SupportDashboard.Evaluations.JudgeTraces;
using SupportDashboard.Phoenix;
using SupportDashboard.Tracing;

namespace SupportDashboard.Tests.Evaluations.JudgeTraces;

/// <summary>Traces of judges never hold a run up, and never fill the memory.</summary>
public sealed class JudgeTraceExportTests : EvaluationRunBench
{
    private readonly ConcurrentQueue<byte[]> _taken = new();

    [Fact]
    public async Task A_Phoenix_that_takes_no_traces_does_not_slow_a_run()
    {
        var released = new TaskCompletionSource();
        Phoenix.OnTraces = _ => released.Task;
        await using (var app = await StartAsync())
        {
            var run = await app.CompleteAsync(await app.EvaluateAsync([.. Enumerable.Range(1, 12).Select(static number => $"s{number}")]));

            Assert.Equal(24, run.Written);
            released.SetResult();
        }
    }

    [Fact]
    public async Task What_judges_were_sent_while_Phoenix_was_away_arrives_when_it_is_back_also_from_a_process_that_has_ended()
    {
        var traces = await LeaveTracesAsync();

        await using var next = await StartAsync();

        await ArriveAsync(next, traces);
    }

    [Fact]
    public async Task What_a_process_that_has_ended_left_arrives_also_where_judges_may_be_traced_no_more()
    {
        var traces = await LeaveTracesAsync();

        await using var next = await StartUntracedAsync();

        await ArriveAsync(next, traces);
    }

    [Fact]
    public async Task A_Phoenix_that_takes_everything_leaves_the_disk_alone()
    {
        await using var app = await StartAsync();

        await app.CompleteAsync(await app.EvaluateAsync("s1", "s2", "s3"));
        await app.Get<JudgeTraceExport>().FlushAsync();

        Assert.Empty(Unsent());
    }

    [Fact]
    public async Task A_process_that_may_not_trace_its_judges_sends_nothing_and_its_verdicts_lead_nowhere()
    {
        var exported = 0;
        Phoenix.OnTraces = _ =>
        {
            Interlocked.Increment(ref exported);
            return Task.CompletedTask;
        };
        await using (var app = await StartUntracedAsync())
        {
            await app.CompleteAsync(await app.EvaluateAsync("s1"));
        }

        Assert.Equal(0, exported);
    }

    [Fact]
    public void What_waits_is_bounded_in_characters_and_room_is_made_by_sending()
    {
        using var exporter = new JudgeSpanExporter(new OtlpExporterOptions { Protocol = OtlpExportProtocol.HttpProtobuf, Endpoint = new Uri("http://127.0.0.1:9/v1/traces") });
        using var span = new Activity("judge").SetTag("llm.input_messages.1.message.content", new string('x', (int)JudgeSpanExporter.MostWaiting));

        Assert.True(exporter.TryAdmit(span));
        Assert.False(exporter.TryAdmit(span));
        exporter.Export(new OpenTelemetry.Batch<Activity>([span], 1));

        Assert.True(exporter.TryAdmit(span));
    }

    private Task<EvaluationApp> StartUntracedAsync() => EvaluationApp.StartAsync(Folder, Phoenix, Judge, new() { ["Evaluations:TraceJudges"] = "false" });

    // A process judged while Phoenix took no traces, and ended; then Phoenix is back. The ids of the traces.
    private async Task<IReadOnlyList<string>> LeaveTracesAsync()
    {
        Phoenix.OnTraces = static context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        IReadOnlyList<string> traces;
        await using (var app = await StartAsync())
        {
            var run = await app.CompleteAsync(await app.EvaluateAsync("s1", "s2", "s3"));
            traces = [.. (await app.Runs.ItemsAsync(run.Id, Token)).Select(static item => item.TraceId!)];
            Assert.Equal((6, 6), (run.Written, traces.Distinct().Count()));
        }

        Assert.NotEmpty(Unsent());
        Phoenix.OnTraces = async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            _taken.Enqueue(body.ToArray());
        };
        return traces;
    }

    private async Task ArriveAsync(EvaluationApp app, IReadOnlyList<string> traces)
    {
        using var delivery = new OutboxDelivery(
            [.. app.Get<IEnumerable<IUnsentTraces>>()], app.Get<PhoenixConnection>(), new TraceFeed(), TimeProvider.System, NullLogger<OutboxDelivery>.Instance);

        Assert.Equal(Unsent().Length, await delivery.DeliverAsync(Token));

        Assert.Empty(Unsent());
        Assert.All(traces, trace => Assert.Contains(_taken, body => body.AsSpan().IndexOf(Convert.FromHexString(trace)) >= 0));
    }

    private string[] Unsent() => Directory.GetFiles(Path.Combine(Folder, "unsent-judgements"), "*.otlp", SearchOption.AllDirectories);
}
