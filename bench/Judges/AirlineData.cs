using System.Text.Json;
using SupportDashboard.Sessions;

namespace SupportDashboard.Bench.Judges;

/// <summary>Reads <c>shared/data/airline-conversations.jsonl</c>, which lies beside the project (tau-bench, MIT, Copyright (c) 2024 Sierra).</summary>
internal static class AirlineData
{
    private const string RelativePath = "shared/data/airline-conversations.jsonl";

    /// <summary>Null when the file is in none of the folders above the program or the current one.</summary>
    public static IReadOnlyList<AirlineConversation>? Read() => Find() is { } path ? [.. File.ReadLines(path).Where(static line => line.Length > 0).Select(Conversation)] : null;

    private static string? Find() => new[] { AppContext.BaseDirectory, Environment.CurrentDirectory }.SelectMany(Above).Select(static folder => Path.Combine(folder, RelativePath)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Above(string folder)
    {
        for (var directory = new DirectoryInfo(folder); directory is not null; directory = directory.Parent)
        {
            yield return directory.FullName;
        }
    }

    private static AirlineConversation Conversation(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var turns = root.GetProperty("turns").EnumerateArray().Select(Turn).ToList();
        return new(root.GetProperty("task").GetInt32(), root.GetProperty("resolved").GetBoolean(), new Transcript("airline", root.GetProperty("session_id").GetString()!, turns));
    }

    private static TranscriptTurn Turn(JsonElement turn, int index) => new()
    {
        Number = index + 1,
        TraceId = $"{index + 1}",
        UserText = turn.GetProperty("user").GetString(),
        AgentText = turn.GetProperty("agent").GetString(),
        Spans = [.. turn.GetProperty("steps").EnumerateArray().Where(static step => step.TryGetProperty("tool", out _)).Select(Call)],
    };

    private static TurnSpan Call(JsonElement step) => new()
    {
        SpanId = step.GetProperty("call_id").GetString()!,
        Name = step.GetProperty("tool").GetString()!,
        Kind = "TOOL",
        Failed = step.GetProperty("error").GetBoolean(),
        ToolName = step.GetProperty("tool").GetString(),
        ToolArguments = step.GetProperty("arguments").GetRawText(),
        ToolResult = step.GetProperty("result").GetString(),
    };
}
