using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.JudgeTraces;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Evaluations;

/// <summary>The exact messages that a judge was sent for one verdict, and its exact answers.</summary>
public sealed partial class JudgementPage(JudgementReader judgements, EvaluatorBook book) : IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private Judgement? _judgement;
    private string? _loaded;

    /// <summary>The trace's id from the address; anything may stand there.</summary>
    [Parameter]
    public string TraceId { get; set; } = "";

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive && _loaded != TraceId ? LoadAsync() : Task.CompletedTask;

    private static string NameOf(string role, int position) => role switch
    {
        "system" => "Instructions",
        "assistant" => "Its answer before",
        _ when position <= 1 => "The conversation, as the judge got it",
        _ => "What it was told about its answer",
    };

    private static string Tokens(JudgementFacts facts) =>
        $"{Figures.Count(facts.PromptTokens + facts.CompletionTokens)} tokens{(facts.CachedTokens > 0 ? $", {Figures.Count(facts.CachedTokens)} cached" : "")}";

    private static SessionVerdict Verdict(JudgementFacts facts) => new()
    {
        Evaluator = facts.Evaluator,
        Label = facts.Label,
        Score = facts.Score,
        Explanation = facts.Explanation,
        AnnotatorKind = AnnotatorKinds.Llm,
    };

    private async Task LoadAsync()
    {
        var asked = _loaded = TraceId;
        _judgement = null;
        try
        {
            var answer = JudgementReader.IsTraceId(asked) ? await judgements.ReadAsync(asked, _disposal.Token) : new Judgement { TraceId = asked };
            if (asked == TraceId)
            {
                _judgement = answer;
            }
        }
        catch (Exception) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
    }
}
