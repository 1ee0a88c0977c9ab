using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAI.Chat;
using SupportDashboard.Llm;

namespace SupportDashboard.Tracing;

/// <summary>Writes a chat request and its answer into an LLM span, in OpenInference's flattened form.</summary>
public static class LlmSpanAttributes
{
    /// <summary>The model, the messages, the tools offered and the parameters.</summary>
    public static void SetLlmRequest(
        this TraceSpan span, LlmConnection connection, string model, IReadOnlyList<ChatMessage> messages, ChatCompletionOptions request, bool streamed)
    {
        span.Set(OpenInference.LlmSystem, connection.System);
        span.Set(OpenInference.LlmProvider, connection.Provider);
        span.Set(OpenInference.LlmModelName, model);
        span.Set(OpenInference.LlmInvocationParameters, Parameters(request, streamed));
        span.SetInput(messages.LastOrDefault(static message => message is UserChatMessage) is { } question ? TextOf(question) : string.Empty);
        for (var index = 0; index < messages.Count; index++)
        {
            SetMessage(span, $"{OpenInference.LlmInputMessages}.{index}.message", messages[index]);
        }

        for (var index = 0; index < request.Tools.Count; index++)
        {
            span.Set($"{OpenInference.LlmTools}.{index}.tool.json_schema", Schema(request.Tools[index]));
        }
    }

    /// <summary>The answer: text, tool calls or both.</summary>
    public static void SetLlmOutput(this TraceSpan span, string text, IReadOnlyList<ChatToolCall> toolCalls)
    {
        const string Message = OpenInference.LlmOutputMessages + ".0.message";
        span.Set(Message + ".role", "assistant");
        span.Set(Message + ".content", text.Length > 0 ? text : null);
        SetToolCalls(span, Message, toolCalls);
        if (toolCalls.Count > 0)
        {
            span.SetOutput(string.Join('\n', toolCalls.Select(static call => $"{call.FunctionName}({call.FunctionArguments})")));
        }
        else
        {
            span.SetOutput(text, LooksLikeJson(text) ? MimeTypes.Json : MimeTypes.Text);
        }
    }

    /// <summary>The tokens, as the server counted them.</summary>
    public static void SetTokens(this TraceSpan span, ChatTokenUsage usage)
    {
        span.Set(OpenInference.LlmTokensPrompt, usage.InputTokenCount);
        span.Set(OpenInference.LlmTokensCompletion, usage.OutputTokenCount);
        span.Set(OpenInference.LlmTokensTotal, usage.TotalTokenCount);
        span.Set(OpenInference.LlmTokensCacheRead, usage.InputTokenDetails is { CachedTokenCount: > 0 } input ? input.CachedTokenCount : null);
        span.Set(OpenInference.LlmTokensReasoning, usage.OutputTokenDetails is { ReasoningTokenCount: > 0 } output ? output.ReasoningTokenCount : null);
    }

    /// <summary>The reason in the words of OpenAI's API.</summary>
    public static string Name(this ChatFinishReason reason) => reason switch
    {
        ChatFinishReason.Stop => "stop",
        ChatFinishReason.Length => "length",
        ChatFinishReason.ContentFilter => "content_filter",
        ChatFinishReason.ToolCalls => "tool_calls",
        _ => "function_call",
    };

    private static void SetMessage(TraceSpan span, string prefix, ChatMessage message)
    {
        span.Set(prefix + ".role", message switch
        {
            SystemChatMessage => "system",
            AssistantChatMessage => "assistant",
            ToolChatMessage => "tool",
            _ => "user",
        });
        span.Set(prefix + ".content", TextOf(message) is { Length: > 0 } text ? text : null);
        span.Set(prefix + ".tool_call_id", (message as ToolChatMessage)?.ToolCallId);
        if (message is AssistantChatMessage { ToolCalls: { Count: > 0 } calls })
        {
            SetToolCalls(span, prefix, [.. calls]);
        }
    }

    private static void SetToolCalls(TraceSpan span, string message, IReadOnlyList<ChatToolCall> calls)
    {
        for (var index = 0; index < calls.Count; index++)
        {
            var prefix = $"{message}.tool_calls.{index}.tool_call";
            span.Set(prefix + ".id", calls[index].Id);
            span.Set(prefix + ".function.name", calls[index].FunctionName);
            span.Set(prefix + ".function.arguments", calls[index].FunctionArguments.ToString());
        }
    }

    private static string Parameters(ChatCompletionOptions request, bool streamed)
    {
        var parameters = new JsonObject { ["stream"] = streamed };
        if (request.ResponseFormat is not null)
        {
            parameters["response_format"] = "json_schema";
        }

        if (request.Temperature is { } temperature)
        {
            parameters["temperature"] = temperature;
        }

        if (request.MaxOutputTokenCount is { } most)
        {
            parameters["max_completion_tokens"] = most;
        }

        if (request.Tools.Count > 0)
        {
            parameters["tool_choice"] = "auto";
        }

        return parameters.ToJsonString();
    }

    private static string Schema(ChatTool tool) => new JsonObject
    {
        ["type"] = "function",
        ["function"] = new JsonObject
        {
            ["name"] = tool.FunctionName,
            ["description"] = tool.FunctionDescription,
            ["parameters"] = JsonNode.Parse(tool.FunctionParameters.ToString()),
        },
    }.ToJsonString();

    private static string TextOf(ChatMessage message) => string.Concat(message.Content.Select(static part => part.Text));

    private static bool LooksLikeJson(string text)
    {
        if (!text.StartsWith('{'))
        {
            return false;
        }

        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
