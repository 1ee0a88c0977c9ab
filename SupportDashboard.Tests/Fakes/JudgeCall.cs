using System.Text.Json;

namespace SupportDashboard.Tests.Fakes;

/// <summary>One request that a <see cref="ScriptedJudge"/> received.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Body">The request's body.</param>
internal sealed record JudgeCall(int Number, JsonElement Body)
{
    /// <summary>The name of the schema, which is the evaluator's.</summary>
    public string Evaluator => Body.GetProperty("response_format").GetProperty("json_schema").GetProperty("name").GetString()!;

    /// <summary>The texts of all messages, in order.</summary>
    public IReadOnlyList<string> Messages => [.. Body.GetProperty("messages").EnumerateArray().Select(static message => Text(message.GetProperty("content")))];

    private static string Text(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? content.GetString()!
        : string.Concat(content.EnumerateArray().Select(static part => part.GetProperty("text").GetString()));
}
