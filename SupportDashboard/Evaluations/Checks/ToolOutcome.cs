using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>
/// Whether a tool call succeeded. The Phoenix tutorial calls a result an error when it contains "error" or "not found" (contract.md F.6). That
/// holds for plain text here; in JSON only what says so about the call itself counts, so that an article about error messages is none.
/// </summary>
internal static partial class ToolOutcome
{
    private const int LongestReason = 200;

    private static readonly string[] ErrorMembers = ["error", "errors", "exception", "error_message", "errorMessage"];
    private static readonly string[] SuccessMembers = ["success", "succeeded", "ok", "is_success", "isSuccess"];
    private static readonly string[] StatusMembers = ["status", "result", "outcome", "state", "code", "status_code", "statusCode"];

    /// <summary>Why it failed; null when it succeeded, or when nothing is known against it.</summary>
    public static string? FailureOf(string result, bool spanFailed)
    {
        var said = AsJson(result) is { } json ? FailureOf(json) : FailureOfText(result);
        return said ?? (spanFailed ? "Its span has the status error." : null);
    }

    private static string? FailureOfText(string result) => TextFailure().IsMatch(result) ? $"It returned: {Shorten(result)}" : null;

    private static string? FailureOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => FailureOfText(json.GetString() ?? ""),
        JsonValueKind.Object => ErrorMembers.Select(name => ErrorOf(json, name)).FirstOrDefault(static error => error is not null)
            ?? SuccessMembers.Select(name => FalseOf(json, name)).FirstOrDefault(static error => error is not null)
            ?? StatusMembers.Select(name => StatusOf(json, name)).FirstOrDefault(static error => error is not null),
        _ => null,
    };

    private static string? ErrorOf(JsonElement json, string name) => json.TryGetProperty(name, out var error) ? error.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => null,
        JsonValueKind.String when string.IsNullOrWhiteSpace(error.GetString()) => null,
        JsonValueKind.Array when error.GetArrayLength() == 0 => null,
        _ => $"It returned the error {Shorten(error.ToString())}",
    } : null;

    private static string? FalseOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var success) && success.ValueKind == JsonValueKind.False ? $"It returned {name}: false." : null;

    private static string? StatusOf(JsonElement json, string name) => json.TryGetProperty(name, out var status) ? status.ValueKind switch
    {
        JsonValueKind.String when FailedStatus().IsMatch(status.GetString()!) => $"It returned {name}: {Shorten(status.GetString()!)}",
        JsonValueKind.Number when name.Contains("code", StringComparison.OrdinalIgnoreCase) && status.TryGetInt32(out var code) && code is >= 400 and < 600 => $"It returned {name}: {code}.",
        _ => null,
    } : null;

    private static JsonElement? AsJson(string text)
    {
        if (text.TrimStart() is not ['{' or '[' or '"', ..])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shorten(string text) => text.Trim() is var trimmed && trimmed.Length > LongestReason ? trimmed[..LongestReason] + "…" : trimmed;

    [GeneratedRegex(@"\berror\b|\bnot\s+found\b|^\s*(?:failed|failure|exception)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TextFailure();

    [GeneratedRegex("^(?:error|failed|failure|fail|not_?found|rejected|denied)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FailedStatus();
}
