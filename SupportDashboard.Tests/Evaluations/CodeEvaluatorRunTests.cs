using System.Net.Http.Json;
using SupportDashboard.Evaluations;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>Evaluators of kind CODE go the same way as judged ones, from the request to the annotation, and ask no model.</summary>
public sealed class CodeEvaluatorRunTests : IAsyncLifetime
{
    private const string Session = "with-tools";

    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-code-").FullName;
    private EvaluationApp _app = null!;
    private ScriptedJudge _judge = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string ToolSpan => "00f067aa0ba902b7";

    public async ValueTask InitializeAsync()
    {
        _judge = await ScriptedJudge.StartAsync(static (_, _) => throw new InvalidOperationException("No model is to be asked."));
        _app = await EvaluationApp.StartAsync(_folder, new() { ["LocalPhoenix:Enabled"] = "true" });
        _app.Get<LlmConnection>().UseServer(_judge.Endpoint, "key", new LlmOptions());
    }

    [Fact]
    public async Task Claims_and_tool_results_are_judged_written_and_cost_nothing()
    {
        await AddAsync("""{"error":"Order ORD-1 has shipped already"}""");

        var run = await RunAsync("said_but_not_done", "tool_result", "context_loss");

        Assert.Equal((3, 3, 0L, 0L), (run.Total, run.Written, run.PromptTokens, run.CompletionTokens));
        Assert.Empty(_judge.Calls);
        var annotations = await AnnotationsAsync();
        Assert.All(annotations, static annotation => Assert.Equal((AnnotatorKinds.Code, VerdictAnnotation.Identifier), (annotation.AnnotatorKind, annotation.Identifier)));
        Assert.Equal(
            [("context_loss", "kept", 1d), ("said_but_not_done", "not_done", 0d), ("tool_result", "error", 0d)],
            annotations.Select(static annotation => (annotation.Name, annotation.Result!.Label!, annotation.Result.Score!.Value)).Order());
        Assert.Contains("cancel_order failed", annotations.Single(static annotation => annotation.Name == "said_but_not_done").Result!.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_tool_span_carries_its_result_once_however_often_it_is_judged()
    {
        await AddAsync("""{"status":"cancelled"}""");

        await RunAsync("tool_result");
        await RunAsync("tool_result");

        var written = await _app.Get<IPhoenixClient>().GetSpanAnnotationsAsync(EvaluationApp.Project, [ToolSpan], null, 100, Token);
        var annotation = Assert.Single(written.Data);
        Assert.Equal(("tool_result", "success", 1d, AnnotatorKinds.Code), (annotation.Name, annotation.Result!.Label, annotation.Result.Score, annotation.AnnotatorKind));
        Assert.Equal("success", Assert.Single(await AnnotationsAsync()).Result!.Label);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _judge.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<EvaluationRun> RunAsync(params string[] evaluators) =>
        await _app.CompleteAsync(await _app.Runs.StartAsync(new EvaluationRequest(EvaluationApp.Project, [Session], evaluators, Again: true), Token));

    private async Task<IReadOnlyList<SessionAnnotation>> AnnotationsAsync() =>
        await _app.Get<SupportDashboard.Sessions.SessionAnnotationReader>().ReadAsync(EvaluationApp.Project, [Session], Token);

    private async Task AddAsync(string result)
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        const string Root = "b7ad6b7169203331";
        using var http = new HttpClient { BaseAddress = _app.Get<PhoenixConnection>().Endpoint };
        object Span(string name, string kind, string id, string? parent, Dictionary<string, object> attributes) => new
        {
            name,
            context = new { trace_id = Trace, span_id = id },
            span_kind = kind,
            parent_id = parent,
            start_time = "2026-11-22T12:00:00Z",
            end_time = "2026-11-22T12:00:02Z",
            status_code = "OK",
            status_message = "",
            attributes,
        };
        var answer = await http.PostAsJsonAsync(
            $"/v1/projects/{EvaluationApp.Project}/spans",
            new
            {
                data = new[]
                {
                    Span("support-agent", "AGENT", Root, null, new() { ["session.id"] = Session, ["input.value"] = "Please cancel ORD-1", ["output.value"] = "I've cancelled order ORD-1." }),
                    Span("cancel_order", "TOOL", ToolSpan, Root, new() { ["session.id"] = Session, ["tool.name"] = "cancel_order", ["input.value"] = """{"order_id":"ORD-1"}""", ["output.value"] = result }),
                },
            },
            Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        await Eventually.BecomesTrueAsync(
            async () => (await _app.Get<SupportDashboard.Sessions.TranscriptReader>().ReadAsync(EvaluationApp.Project, Session, Token))?.Turns is [{ Spans.Count: >= 2 }], Token);
    }
}
