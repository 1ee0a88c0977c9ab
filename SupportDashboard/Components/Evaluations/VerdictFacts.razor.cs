using System.Globalization;
using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations.JudgeTraces;
using SupportDashboard.Llm;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Evaluations;

/// <summary>What a verdict took: which version of the evaluator, tokens, cost and time, and where the judge's own calls can be looked at.</summary>
public sealed partial class VerdictFacts(LlmPrices prices)
{
    private IReadOnlyList<string> _facts = [];

    [Parameter, EditorRequired]
    public required SessionVerdict Verdict { get; set; }

    private string? Href => JudgementReader.IsTraceId(Verdict.TraceId) ? $"/evaluations/judgements/{Verdict.TraceId}" : null;

    protected override void OnParametersSet() => _facts = [.. Facts(Verdict)];

    private IEnumerable<string> Facts(SessionVerdict verdict)
    {
        if (verdict.EvaluatorVersion is { } version)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"version {version}");
        }

        if (verdict is { PromptTokens: { } prompt, CompletionTokens: { } completion } && prompt + completion > 0)
        {
            yield return $"{Figures.Short(prompt + completion)} tokens";
            yield return Figures.Dollars(prices.Cost(verdict.Model, prompt, completion));
        }

        if (verdict.Duration is { } duration)
        {
            yield return Figures.Duration(duration);
        }
    }
}
