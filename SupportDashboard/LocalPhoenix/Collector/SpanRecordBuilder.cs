using System.Globalization;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Takes out of flat attributes what the store keeps in columns of its own: kind, session, tokens.</summary>
internal static class SpanRecordBuilder
{
    private const string KindKey = "openinference.span.kind";
    private const string SessionKey = "session.id";

    // Beyond it JSON readers in other languages lose digits, and sums could overflow.
    private const long MaxTokens = 1L << 53;

    /// <summary>A record that still lacks ids, name and times; the kind is removed from <paramref name="flat"/>.</summary>
    public static SpanRecord Build(Dictionary<string, object?> flat)
    {
        flat.Remove(KindKey, out var kindValue);
        var sent = kindValue as string;
        var kind = SpanKinds.Normalize(sent);
        var isLlm = kind == SpanKinds.Llm;
        return new SpanRecord
        {
            TraceId = "",
            SpanId = "",
            Name = "",
            StartNanos = 0,
            EndNanos = 0,
            Kind = kind,
            SentKind = sent == kind ? null : sent,
            Attributes = JsonValues.ToUtf8(flat),
            SessionAttribute = ToText(flat.GetValueOrDefault(SessionKey)),
            PromptTokens = isLlm ? Tokens(flat, "llm.token_count.prompt") : 0,
            CompletionTokens = isLlm ? Tokens(flat, "llm.token_count.completion") : 0,
        };
    }

    private static string? ToText(object? value) => value switch
    {
        string text => text,
        long or double => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static long Tokens(Dictionary<string, object?> flat, string key) =>
        flat.GetValueOrDefault(key) is long count ? Math.Clamp(count, 0, MaxTokens) : 0;
}
