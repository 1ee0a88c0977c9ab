using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>Takes what the checks read out of a transcript.</summary>
internal static class CheckedConversation
{
    private const string ToolKind = "TOOL";

    public static IReadOnlyList<CheckedTurn> From(Transcript transcript) =>
        [.. transcript.Turns.Select(static turn => new CheckedTurn(turn.Number, turn.UserText ?? "", turn.AgentText ?? "", [.. turn.Spans.Where(IsCall).Select(Call)]))];

    public static bool IsCall(TurnSpan span) => span.Kind == ToolKind;

    public static CheckedCall Call(TurnSpan span) =>
        new(span.ToolName ?? span.Name, span.ToolArguments ?? span.Input ?? "", span.ToolResult ?? span.Output ?? span.Error ?? "", span.Failed, span.SpanId);
}
