using System.Globalization;
using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>One span: kind, name, when in the turn and how long, and its contents behind it.</summary>
public sealed partial class SpanRow
{
    private const int LongestText = 4_000;

    [Parameter, EditorRequired]
    public required TurnSpan Span { get; set; }

    /// <summary>How long the whole turn took, for the bar.</summary>
    [Parameter, EditorRequired]
    public required TimeSpan Whole { get; set; }

    private string Title => Span.Kind == "TOOL" && Span.ToolName is { Length: > 0 } tool ? tool : Span.Name;

    private string Bar => string.Create(CultureInfo.InvariantCulture, $"margin-left:{Share(Span.Offset):0.#}%;width:{Math.Max(Share(Span.Duration), 1.5):0.#}%");

    private IEnumerable<(string Term, string Text)> Details
    {
        get
        {
            (string, string?)[] all =
            [
                ("Error", Span.Error),
                ("Arguments", Span.ToolArguments),
                ("Result", Span.ToolResult),
                ("Model", Span.Model),
                ("Tokens", Span.PromptTokens is null && Span.CompletionTokens is null ? null : $"{Figures.Count(Span.PromptTokens ?? 0)} in, {Figures.Count(Span.CompletionTokens ?? 0)} out"),
                ("Input", Span.ToolArguments is null ? Span.Input : null),
                ("Output", Span.ToolResult is null ? Span.Output : null),
            ];
            foreach (var (term, text) in all)
            {
                if (text is { Length: > 0 })
                {
                    yield return (term, text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "… (shortened)"));
                }
            }
        }
    }

    private double Share(TimeSpan part) => Whole <= TimeSpan.Zero ? 0 : Math.Clamp(part / Whole * 100, 0, 100);
}
