using System.Globalization;

namespace SupportDashboard.Sessions.Export;

/// <summary>What is exported of a session, beside its verdicts: the same names in every format.</summary>
internal static class SessionFields
{
    /// <summary>Values are text, numbers, UTC instants, lists of text, or null where nothing is known. Lengths of time are in seconds.</summary>
    public static IReadOnlyList<(string Name, Func<SessionRow, object?> Value)> All { get; } =
    [
        ("project", static row => row.Project),
        ("session_id", static row => row.SessionId),
        ("first_message", static row => row.FirstMessage),
        ("last_answer", static row => row.LastAnswer),
        ("category", static row => row.Category),
        ("user_id", static row => row.UserId),
        ("language", static row => Values(row, SessionValueKinds.Language) is [var code, ..] ? code : null),
        ("started_at", static row => row.StartedAt),
        ("last_activity_at", static row => row.LastActivityAt),
        ("duration_s", static row => Seconds(row.Duration)),
        ("longest_gap_s", static row => row.LongestGap is { } gap ? Seconds(gap) : null),
        ("turns", static row => row.Turns),
        ("median_turn_s", static row => Seconds(row.MedianTurnLatency)),
        ("p95_turn_s", static row => Seconds(row.P95TurnLatency)),
        ("prompt_tokens", static row => row.PromptTokens),
        ("completion_tokens", static row => row.CompletionTokens),
        ("cached_tokens", static row => row.CachedTokens),
        ("total_tokens", static row => row.TotalTokens),
        ("cost_usd", static row => row.Cost),
        ("errors", static row => row.Errors),
        ("failed_with", static row => Values(row, SessionValueKinds.Error)),
        ("tools", static row => Values(row, SessionValueKinds.Tool)),
        ("failed_tools", static row => Values(row, SessionValueKinds.FailedTool)),
        ("models", static row => Values(row, SessionValueKinds.Model)),
        ("documents", static row => row.Documents),
        ("thumbs_up", static row => row.ThumbsUp),
        ("thumbs_down", static row => row.ThumbsDown),
        ("notes", static row => row.Notes),
    ];

    /// <summary>An instant as ISO 8601 in UTC, to the millisecond.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static double Seconds(TimeSpan length) => Math.Round(length.TotalSeconds, 3);

    private static IReadOnlyList<string> Values(SessionRow row, string kind) => row.Values.GetValueOrDefault(kind) ?? [];
}
