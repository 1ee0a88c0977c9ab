using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>Makes transcripts of question and answer pairs.</summary>
internal static class Turns
{
    public static Transcript Transcript(params (string? User, string? Agent)[] messages) => new("support-bot", "session-1", Of(messages));

    public static IReadOnlyList<TranscriptTurn> Of(params (string? User, string? Agent)[] messages) =>
        [.. messages.Select(static (message, index) => new TranscriptTurn { Number = index + 1, TraceId = $"{index + 1:x32}", UserText = message.User, AgentText = message.Agent })];
}
