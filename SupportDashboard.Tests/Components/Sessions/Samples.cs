using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

/// <summary>Sessions, verdicts and turns as the read model gives them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset At = new(2026, 11, 22, 13, 0, 0, TimeSpan.Zero);

    public static SessionVerdict Verdict(string label = "resolved", double? score = 1, string evaluator = "resolution_status") => new()
    {
        Evaluator = evaluator,
        Label = label,
        Score = score,
        Explanation = "Every question was answered.",
        AnnotatorKind = AnnotatorKinds.Llm,
        Identifier = "support-dashboard",
        Model = "gpt-5",
        UpdatedAt = At,
        Evidence = [new Evidence(1, "It was shipped", Found: true)],
    };

    public static SessionRow Row(string id = "s-1", string? firstMessage = "Where is my order?") => new()
    {
        Project = "support-bot",
        SessionId = id,
        FirstMessage = firstMessage,
        LastAnswer = "It was shipped.",
        Turns = 3,
        PromptTokens = 1_000,
        CompletionTokens = 234,
        StartedAt = At.AddMinutes(-5),
        LastActivityAt = At,
    };

    public static TranscriptTurn Turn(int number = 1) => new()
    {
        Number = number,
        TraceId = $"trace-{number}",
        UserText = "Where is my order?",
        AgentText = "It was **shipped**.",
        StartedAt = At,
        Duration = TimeSpan.FromSeconds(1.9),
        Spans =
        [
            new TurnSpan { SpanId = "a", Name = "support-agent", Kind = "AGENT", StartedAt = At, Duration = TimeSpan.FromSeconds(1.9) },
            new TurnSpan
            {
                SpanId = "b", ParentId = "a", Depth = 1, Name = "lookup", Kind = "TOOL", ToolName = "lookupOrderStatus", ToolArguments = "{\"orderId\":\"ORD-1\"}", ToolResult = "shipped",
                StartedAt = At, Offset = TimeSpan.FromSeconds(0.5), Duration = TimeSpan.FromMilliseconds(84),
            },
        ],
    };
}
