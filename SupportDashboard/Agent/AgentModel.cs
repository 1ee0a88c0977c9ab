using System.ClientModel;
using System.Text;
using Microsoft.Extensions.Options;
using OpenAI.Chat;
using SupportDashboard.Llm;
using SupportDashboard.Tracing;

namespace SupportDashboard.Agent;

/// <summary>Asks the chat model on behalf of a turn, each call in an LLM span of its own. Failures leave as <see cref="LlmException"/>.</summary>
internal sealed class AgentModel(LlmClients clients, LlmConnection connection, IOptions<AgentOptions> options, TimeProvider clock)
{
    /// <summary>One whole answer, not shown to the customer; for structured output.</summary>
    public async Task<string> CompleteAsync(
        TurnContext turn, string spanName, IReadOnlyList<ChatMessage> messages, ChatCompletionOptions request, Func<string, string?> summarize, CancellationToken cancellationToken)
    {
        using var call = Begin(turn, spanName, messages, request, streamed: false);
        try
        {
            var completion = (await clients.Chat.CompleteChatAsync(messages, request, cancellationToken)).Value;
            var text = string.Concat(completion.Content.Select(static part => part.Text));
            call.Observe(completion.Model, completion.FinishReason, completion.Usage);
            call.Span.SetLlmOutput(text, []);
            call.Summary = summarize(text);
            return completion.Refusal is { Length: > 0 } ? throw new LlmException(LlmFailure.Refused, "The model declined to answer.") : text;
        }
        catch (Exception exception) when (LlmErrors.IsFailure(exception, cancellationToken))
        {
            throw call.Fail(exception);
        }
    }

    /// <summary>A streamed answer: text goes to the customer as it comes, tool calls are collected.</summary>
    public async Task<ModelReply> StreamAsync(
        TurnContext turn, string spanName, IReadOnlyList<ChatMessage> messages, ChatCompletionOptions request, CancellationToken cancellationToken)
    {
        using var call = Begin(turn, spanName, messages, request, streamed: true);
        var text = new StringBuilder();
        var tools = new ToolCallParts();
        try
        {
            await ReceiveAsync(turn, call, clients.Chat.CompleteChatStreamingAsync(messages, request, cancellationToken), text, tools);
            var reply = new ModelReply(text.ToString(), tools.Build());
            call.Span.SetLlmOutput(reply.Text, reply.ToolCalls);
            return reply.Text.Length > 0 || reply.ToolCalls.Count > 0 ? reply : throw new LlmException(LlmFailure.Malformed, "The model's answer was empty.");
        }
        catch (Exception exception) when (LlmErrors.IsFailure(exception, cancellationToken))
        {
            throw call.Fail(exception);
        }
        catch (OperationCanceledException)
        {
            call.Span.SetLlmOutput(text.ToString(), []);
            call.Span.Note("stopped");
            call.Summary = "stopped";
            throw;
        }
    }

    private async Task ReceiveAsync(TurnContext turn, ModelCall call, AsyncCollectionResult<StreamingChatCompletionUpdate> updates, StringBuilder text, ToolCallParts tools)
    {
        ChatFinishReason? finish = null;
        var cut = false;
        await foreach (var update in updates)
        {
            tools.Add(update.ToolCallUpdates);
            foreach (var piece in update.ContentUpdate.Select(static part => part.Text).Append(update.RefusalUpdate).Where(static piece => piece is { Length: > 0 }))
            {
                text.Append(piece);
                turn.Say(piece!);
            }

            finish ??= update.FinishReason;
            call.Observe(update.Model, finish, update.Usage);
            if (cut = turn.AnswerLength > options.Value.MaxAnswerCharacters)
            {
                break;
            }
        }

        if (finish is null && !cut)
        {
            throw new LlmException(LlmFailure.Malformed, "The model's answer broke off.");
        }

        if (finish == ChatFinishReason.ContentFilter)
        {
            throw new LlmException(LlmFailure.Filtered, "The model's content filter withheld the answer.");
        }
    }

    private ModelCall Begin(TurnContext turn, string name, IReadOnlyList<ChatMessage> messages, ChatCompletionOptions request, bool streamed)
    {
        var span = turn.Begin(AgentTracing.StartLlm(turn.Root, name, clock));
        span.SetLlmRequest(connection, connection.ChatModel, messages, request, streamed);
        return new ModelCall(turn, span);
    }
}
