using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The work behind one answer: a line that says it in short, and the spans as a small tree behind it.</summary>
public sealed partial class TurnWork
{
    private const int LongestPart = 90;

    [Parameter, EditorRequired]
    public required TranscriptTurn Turn { get; set; }

    private IEnumerable<Part> Summary
    {
        get
        {
            if (Turn.Category is { Length: > 0 } category)
            {
                yield return new Part($"classified as {category}{(Turn.Confidence is { Length: > 0 } sure ? $" ({sure})" : "")}", false);
            }

            foreach (var tool in Turn.Spans.Where(s => s.Kind == "TOOL"))
            {
                yield return new Part($"{tool.ToolName ?? tool.Name}{(tool.Failed ? " failed" : "")}", tool.Failed);
            }

            foreach (var retrieval in Turn.Spans.Where(s => s.Kind == "RETRIEVER"))
            {
                yield return new Part(Figures.Count(retrieval.Documents.Count, "document") + " found", false);
            }

            yield return new Part($"{Figures.Count(Turn.Spans.Count, "step")}{Tokens}", false);
        }
    }

    private string Tokens => Turn.PromptTokens + Turn.CompletionTokens is > 0 and var all ? $", {Figures.Short(all)} tokens" : "";

    private sealed record Part(string Text, bool Failed)
    {
        public string Words => Text.Length <= LongestPart ? Text : string.Concat(Text.AsSpan(0, LongestPart), "…");
    }
}
