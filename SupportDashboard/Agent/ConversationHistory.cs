using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Tracing;

namespace SupportDashboard.Agent;

/// <summary>Reads a conversation back from Phoenix, where its spans are: messages, how turns ended, and the order that was mentioned last.</summary>
public sealed class ConversationHistory(TranscriptReader transcripts, PhoenixConnection phoenix)
{
    /// <summary>The conversation with this id, or null when Phoenix does not know it.</summary>
    /// <exception cref="ConversationUnavailableException">Phoenix could not be read.</exception>
    public async Task<Conversation?> ReadAsync(string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            var transcript = await transcripts.ReadAsync(phoenix.Project, sessionId, cancellationToken);
            return transcript is null ? null : Restore(transcript);
        }
        catch (PhoenixException exception)
        {
            throw new ConversationUnavailableException($"The conversation could not be read back. {exception.Message}", exception);
        }
    }

    internal static Conversation Restore(Transcript transcript)
    {
        var conversation = new Conversation(transcript.SessionId);
        foreach (var turn in transcript.Turns.TakeLast(Conversation.MaxTurns))
        {
            var failed = turn.Spans.Any(static span => span.ParentId is null && span.Failed);
            var outcome = failed ? TurnOutcome.Failed : TurnOutcome.Completed;
            var lookedUp = turn.Spans.Where(static span => span.Kind == SpanKinds.Tool).Select(static span => OrderIds.FindLast(span.ToolArguments ?? string.Empty)).LastOrDefault(static id => id is not null);
            conversation.Restore(
                new(ConversationRole.Customer, turn.UserText ?? string.Empty, turn.Number, turn.StartedAt, turn.TraceId, turn.RootSpanId, outcome),
                new(ConversationRole.Agent, turn.AgentText ?? string.Empty, turn.Number, turn.StartedAt + turn.Duration, turn.TraceId, turn.RootSpanId, outcome, failed ? turn.Error : null),
                lookedUp);
        }

        return conversation;
    }
}
