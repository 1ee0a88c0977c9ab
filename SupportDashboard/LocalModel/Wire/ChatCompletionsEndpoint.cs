using System.Text.Json.Nodes;

namespace SupportDashboard.LocalModel;

/// <summary>
/// <c>POST /v1/chat/completions</c>, whole or as a stream of server-sent events, in the shapes of
/// https://platform.openai.com/docs/api-reference/chat/object and …/chat/streaming.
/// </summary>
internal sealed class ChatCompletionsEndpoint(LocalModelOptions options, TimeProvider clock)
{
    private int _served;

    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (body is null)
        {
            await LocalModelErrors.Invalid("We could not parse the JSON body of your request.").ExecuteAsync(context);
            return;
        }

        if (ModelRequestReader.Read(body.RootElement, out var error) is not { } request)
        {
            await error!.ExecuteAsync(context);
            return;
        }

        var answer = ModelRules.Answer(request);
        if (request.Stream)
        {
            await StreamAsync(context, request, answer);
        }
        else
        {
            await WriteAsync(context, request, answer);
        }
    }

    private static JsonObject Usage(ModelRequest request, ModelAnswer answer)
    {
        var (prompt, completion) = (TokenCount.Of(request), TokenCount.Of(answer));
        return new JsonObject { ["prompt_tokens"] = prompt, ["completion_tokens"] = completion, ["total_tokens"] = prompt + completion };
    }

    private static JsonObject ToJson(FunctionCall call) => new()
    {
        ["id"] = call.Id,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
    };

    private async Task WriteAsync(HttpContext context, ModelRequest request, ModelAnswer answer)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = answer.Text, ["refusal"] = answer.Refusal };
        if (answer.Calls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. answer.Calls.Select(ToJson)]);
        }

        var completion = Envelope(NextId(), "chat.completion", new JsonObject
        {
            ["index"] = 0,
            ["message"] = message,
            ["logprobs"] = null,
            ["finish_reason"] = answer.FinishReason,
        });
        completion["usage"] = Usage(request, answer);
        await Results.Text(completion.ToJsonString(), "application/json").ExecuteAsync(context);
    }

    private async Task StreamAsync(HttpContext context, ModelRequest request, ModelAnswer answer)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        var id = NextId();
        await SendAsync(context, Chunk(id, new JsonObject { ["role"] = "assistant", ["content"] = answer.Calls.Count > 0 ? null : string.Empty }, null));
        foreach (var delta in Deltas(answer))
        {
            if (options.PieceDelay > TimeSpan.Zero)
            {
                await Task.Delay(options.PieceDelay, clock, context.RequestAborted);
            }

            await SendAsync(context, Chunk(id, delta, null));
        }

        await SendAsync(context, Chunk(id, [], answer.FinishReason));
        if (request.IncludeUsage)
        {
            var last = Envelope(id, "chat.completion.chunk", null);
            last["usage"] = Usage(request, answer);
            await SendAsync(context, last);
        }

        await context.Response.WriteAsync("data: [DONE]\n\n", context.RequestAborted);
    }

    private static IEnumerable<JsonObject> Deltas(ModelAnswer answer)
    {
        foreach (var piece in AnswerPieces.Split(answer.Text ?? string.Empty))
        {
            yield return new JsonObject { ["content"] = piece };
        }

        foreach (var piece in AnswerPieces.Split(answer.Refusal ?? string.Empty))
        {
            yield return new JsonObject { ["refusal"] = piece };
        }

        for (var index = 0; index < answer.Calls.Count; index++)
        {
            // As OpenAI streams it: the first piece names the call and has no arguments, the others only have arguments.
            var first = ToJson(answer.Calls[index] with { Arguments = string.Empty });
            first["index"] = index;
            yield return new JsonObject { ["tool_calls"] = new JsonArray(first) };
            foreach (var piece in AnswerPieces.Split(answer.Calls[index].Arguments))
            {
                yield return new JsonObject
                {
                    ["tool_calls"] = new JsonArray(new JsonObject { ["index"] = index, ["function"] = new JsonObject { ["arguments"] = piece } }),
                };
            }
        }
    }

    private static async Task SendAsync(HttpContext context, JsonObject chunk)
    {
        await context.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private JsonObject Chunk(string id, JsonObject delta, string? finishReason) =>
        Envelope(id, "chat.completion.chunk", new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finishReason });

    private JsonObject Envelope(string id, string type, JsonObject? choice) => new()
    {
        ["id"] = id,
        ["object"] = type,
        ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
        ["model"] = LocalModelServer.ModelName,
        ["system_fingerprint"] = LocalModelServer.ModelName,
        ["choices"] = choice is null ? new JsonArray() : new JsonArray(choice),
    };

    private string NextId() => $"chatcmpl-local-{Interlocked.Increment(ref _served)}";
}
