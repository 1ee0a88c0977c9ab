using System.Threading.Channels;
using Microsoft.Extensions.Options;
using SupportDashboard.Llm;
using SupportDashboard.Tracing;

namespace SupportDashboard.Agent;

/// <summary>Runs one turn from its root span to the delivery of its trace, whatever happens in between.</summary>
internal sealed partial class TurnRunner(TurnSteps steps, TraceExport export, IOptions<AgentOptions> options, TimeProvider clock, ILogger<TurnRunner> logger)
{
    private const string UnexpectedReason = "The agent could not finish this turn because of an unexpected error.";

    public async Task RunAsync(Conversation conversation, int number, string message, ChannelWriter<AgentEvent> events, CancellationToken cancellationToken)
    {
        // Away from the caller's thread and context: a circuit renders while the turn runs.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var root = AgentTracing.StartTurn(conversation.SessionId, number, message, clock);
        var memory = TurnMemory.Recall(conversation.Messages, options.Value.MaxHistoryCharacters);
        var turn = new TurnContext(number, message, memory, conversation.LastOrderId, root, events);
        turn.Emit(new TurnStarted(root.TraceId, number));
        turn.Emit(new StepStarted(root.SpanId, null, root.Name, root.Kind, root.StartedAt));
        var end = await AttemptAsync(turn, cancellationToken);
        Remember(conversation, turn, end);
        root.SetOutput(turn.Answer);
        turn.End(root, end.Reason);
        var flushed = await export.FlushAsync();
        turn.Emit(end.Outcome switch
        {
            TurnOutcome.Completed => new TurnCompleted(turn.Answer, root.TraceId, root.SpanId, turn.PromptTokens, turn.CompletionTokens, root.Elapsed, flushed),
            TurnOutcome.Stopped => new TurnStopped(turn.Answer, root.TraceId, root.SpanId, flushed),
            _ => new TurnFailed(end.Reason!, end.CanRetry, root.TraceId, root.SpanId),
        });
    }

    private async Task<TurnEnd> AttemptAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        try
        {
            await steps.RunAsync(turn, cancellationToken);
            return TurnEnd.Completed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Not an error of the agent, so the status stays OK and error rates stay true; the event tells why the answer ends here.
            turn.Root.Note("stopped");
            return TurnEnd.Stopped;
        }
        catch (LlmException failure)
        {
            turn.Root.Fail(failure, failure.Message, failure.Detail);
            LogModelFailure(turn.Number, turn.Root.SessionId, failure.Kind, failure.Detail);
            return TurnEnd.Failed(failure.Message, failure.CanRetry);
        }
        catch (Exception exception)
        {
            turn.Root.Fail(exception, UnexpectedReason);
            LogUnexpected(exception, turn.Number, turn.Root.SessionId);
            return TurnEnd.Failed(UnexpectedReason, canRetry: true);
        }
    }

    private void Remember(Conversation conversation, TurnContext turn, TurnEnd end)
    {
        var (traceId, spanId) = (turn.Root.TraceId, turn.Root.SpanId);
        conversation.EndTurn(
            new(ConversationRole.Customer, turn.Message, turn.Number, turn.Root.StartedAt, traceId, spanId, end.Outcome),
            new(ConversationRole.Agent, turn.Answer, turn.Number, clock.GetUtcNow(), traceId, spanId, end.Outcome, end.Reason),
            turn.LookedUpOrderId);
    }

    [LoggerMessage(LogLevel.Warning, "Turn {Turn} of session {SessionId} ended without an answer: {Kind} {Detail}")]
    private partial void LogModelFailure(int turn, string sessionId, LlmFailure kind, string? detail);

    [LoggerMessage(LogLevel.Error, "Turn {Turn} of session {SessionId} failed unexpectedly.")]
    private partial void LogUnexpected(Exception exception, int turn, string sessionId);
}
