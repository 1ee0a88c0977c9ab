using System.Net.Http.Json;
using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>The relevance of retrievals from the request to the annotations, with the embedded Phoenix and the embedded model.</summary>
public sealed class RetrievalRelevanceTests : IAsyncLifetime
{
    private const string Session = "with-retrievals";
    private const string Good = "00f067aa0ba902b1";
    private const string Bad = "00f067aa0ba902b2";

    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-retrieval-").FullName;
    private EvaluationApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await EvaluationApp.StartAsync(_folder, new() { ["LocalPhoenix:Enabled"] = "true" });

    [Fact]
    public async Task Every_retrieval_carries_its_relevance_once_and_the_session_the_worst_of_them()
    {
        await AddAsync();

        var run = await RunAsync();
        await RunAsync();

        Assert.Equal((1, 1), (run.Total, run.Written));
        var spans = (await _app.Get<IPhoenixClient>().GetSpanAnnotationsAsync(EvaluationApp.Project, [Good, Bad], null, 100, Token)).Data;
        Assert.Equal(
            [(Good, "relevant", 1d, AnnotatorKinds.Code), (Bad, "irrelevant", 0d, AnnotatorKinds.Code)],
            spans.OrderBy(static span => span.SpanId).Select(static span => (span.SpanId, span.Result!.Label!, span.Result.Score!.Value, span.AnnotatorKind)));
        var session = Assert.Single(await _app.Get<SessionAnnotationReader>().ReadAsync(EvaluationApp.Project, [Session], Token));
        Assert.Equal(("retrieval_relevance", "irrelevant"), (session.Name, session.Result!.Label));
        Assert.StartsWith("1 of 2 retrievals: Found nothing useful. Turn 1: None of the 1 documents", session.Result.Explanation, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<EvaluationRun> RunAsync() =>
        await _app.CompleteAsync(await _app.Runs.StartAsync(new EvaluationRequest(EvaluationApp.Project, [Session], ["retrieval_relevance"], Again: true), Token));

    private async Task AddAsync()
    {
        const string Root = "b7ad6b7169203331";
        using var http = new HttpClient { BaseAddress = _app.Get<PhoenixConnection>().Endpoint };
        var answer = await http.PostAsJsonAsync(
            $"/v1/projects/{EvaluationApp.Project}/spans",
            new
            {
                data = new[]
                {
                    Span("support-agent", "AGENT", Root, null, new() { ["session.id"] = Session, ["input.value"] = "How do I get a refund?", ["output.value"] = "Within 30 days." }),
                    Span("faq-retrieval", "RETRIEVER", Good, Root, Documents("How do I get a refund?", "Q: What's your refund policy?\nA: A full refund within 30 days.")),
                    Span("faq-retrieval", "RETRIEVER", Bad, Root, Documents("How do I get a refund?", "Q: How do I update my profile information?\nA: Account Settings > Profile.")),
                },
            },
            Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        await Eventually.BecomesTrueAsync(
            async () => (await _app.Get<TranscriptReader>().ReadAsync(EvaluationApp.Project, Session, Token))?.Turns is [{ Spans.Count: >= 3 }], Token);
    }

    private static Dictionary<string, object> Documents(string question, string content) => new()
    {
        ["session.id"] = Session,
        ["input.value"] = question,
        ["retrieval.documents.0.document.id"] = "1",
        ["retrieval.documents.0.document.content"] = content,
    };

    private static object Span(string name, string kind, string id, string? parent, Dictionary<string, object> attributes) => new
    {
        name,
        context = new { trace_id = "4bf92f3577b34da6a3ce929d0e0e4736", span_id = id },
        span_kind = kind,
        parent_id = parent,
        start_time = "2026-11-22T12:00:00Z",
        end_time = "2026-11-22T12:00:02Z",
        status_code = "OK",
        status_message = "",
        attributes,
    };
}
