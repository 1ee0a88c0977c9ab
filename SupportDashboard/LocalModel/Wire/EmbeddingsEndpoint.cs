using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportDashboard.LocalModel;

/// <summary><c>POST /v1/embeddings</c> with vectors as numbers or base64 (https://platform.openai.com/docs/api-reference/embeddings/create).</summary>
internal static class EmbeddingsEndpoint
{
    private const int MaxInputs = 2048;

    public static async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        var result = body is null ? LocalModelErrors.Invalid("We could not parse the JSON body of your request.") : Answer(body.RootElement);
        await result.ExecuteAsync(context);
    }

    private static IResult Answer(JsonElement body)
    {
        if (ModelRequestReader.CheckModel(body) is { } wrongModel)
        {
            return wrongModel;
        }

        if (ReadInputs(body) is not { Count: > 0 and <= MaxInputs } inputs)
        {
            return LocalModelErrors.Invalid($"'input' must be text or an array of 1 to {MaxInputs} texts.", "input");
        }

        var format = ModelRequestReader.Text(body, "encoding_format") ?? "float";
        if (format is not ("float" or "base64"))
        {
            return LocalModelErrors.Invalid("'encoding_format' must be float or base64.", "encoding_format");
        }

        var tokens = inputs.Sum(TokenCount.Of);
        var answer = new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. inputs.Select((text, index) => (JsonNode)new JsonObject
            {
                ["object"] = "embedding",
                ["index"] = index,
                ["embedding"] = Encode(EmbeddingRules.Embed(text), format),
            })]),
            ["model"] = LocalModelServer.ModelName,
            ["usage"] = new JsonObject { ["prompt_tokens"] = tokens, ["total_tokens"] = tokens },
        };
        return Results.Text(answer.ToJsonString(), "application/json");
    }

    private static IReadOnlyList<string>? ReadInputs(JsonElement body)
    {
        if (!body.TryGetProperty("input", out var input))
        {
            return null;
        }

        return input.ValueKind switch
        {
            JsonValueKind.String => [ModelRequestReader.SafeText(input)],
            JsonValueKind.Array when input.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String) => [.. input.EnumerateArray().Select(ModelRequestReader.SafeText)],
            _ => null,
        };
    }

    // Little-endian floats, as OpenAI sends them; every platform .NET runs on is little-endian.
    private static JsonNode Encode(float[] vector, string format) => format == "base64"
        ? JsonValue.Create(Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan())))
        : new JsonArray([.. vector.Select(static value => (JsonNode)JsonValue.Create(value))]);
}
