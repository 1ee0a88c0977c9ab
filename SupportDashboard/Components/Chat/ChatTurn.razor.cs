using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;

namespace SupportDashboard.Components.Chat;

/// <summary>One turn of the live chat, while it runs and afterwards.</summary>
public sealed partial class ChatTurn
{
    [Parameter, EditorRequired]
    public required LiveTurn Turn { get; set; }

    [Parameter, EditorRequired]
    public required string SessionId { get; set; }

    /// <summary>The embedded model answers, which is said under each answer.</summary>
    [Parameter]
    public bool IsEmbedded { get; set; }

    /// <summary>The turn's trace is the one beside the conversation.</summary>
    [Parameter]
    public bool IsShown { get; set; }

    [Parameter]
    public EventCallback OnShow { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }

    private string Doing => Turn.Steps.LastOrDefault(s => s.Duration is null)?.Kind switch
    {
        "TOOL" => "Looking up the order",
        "RETRIEVER" or "EMBEDDING" => "Searching the help articles",
        "LLM" when Turn.Classification is null => "Reading the question",
        "LLM" => "Writing",
        _ => "Thinking",
    };

    private string Facts => Turn.Completion is { } done
        ? $"{Figures.Duration(done.Duration)} · {Figures.Count(Turn.Steps.Count, "step")} · {Figures.Count(done.PromptTokens + done.CompletionTokens, "token")}"
        : Turn.Steps.Count > 0 ? Figures.Count(Turn.Steps.Count, "step") : "Show the trace";
}
