using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportDashboard.Llm.Limits;

/// <summary>
/// What an answer's headers say about how soon more may be asked: <c>retry-after-ms</c>, <c>Retry-After</c> (seconds or a date) and OpenAI's
/// <c>x-ratelimit-{limit,remaining,reset}-{requests,tokens}</c>. Whatever cannot be read counts as not said.
/// </summary>
/// <param name="RetryAfter">How long this call should wait; null when nothing is said.</param>
/// <param name="Requests">The limit of requests.</param>
/// <param name="Tokens">The limit of tokens.</param>
internal sealed partial record RateHeaders(TimeSpan? RetryAfter, RateWindow? Requests, RateWindow? Tokens)
{
    /// <summary>Nothing was said.</summary>
    public static readonly RateHeaders None = new(null, null, null);

    private const int LongestText = 64;

    // A server that asks for more is believed to have made a mistake.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    /// <summary>Reads the headers of an answer, good or bad; of no answer, nothing.</summary>
    public static RateHeaders Read(PipelineResponse? response, DateTimeOffset now) => response is null
        ? None
        : Read(name => response.Headers.TryGetValue(name, out var value) ? value : null, now);

    internal static RateHeaders Read(Func<string, string?> header, DateTimeOffset now) =>
        new(ReadRetryAfter(header, now), Window(header, "requests", now), Window(header, "tokens", now));

    private static TimeSpan? ReadRetryAfter(Func<string, string?> header, DateTimeOffset now) =>
        Number(header("retry-after-ms")) is { } milliseconds ? Bounded(milliseconds)
        : Number(header("retry-after")) is { } seconds ? Bounded(seconds * 1000)
        : Date(header("retry-after")) is { } date ? Bounded((date - now).TotalMilliseconds)
        : null;

    private static RateWindow? Window(Func<string, string?> header, string what, DateTimeOffset now) =>
        Number(header($"x-ratelimit-remaining-{what}")) is { } remaining && Duration(header($"x-ratelimit-reset-{what}"), now) is { } reset
            ? new(Math.Max(0, remaining), Number(header($"x-ratelimit-limit-{what}")) is > 0 and var limit ? limit : null, reset)
            : null;

    // "1s", "6m0s", "20ms", "1h2m3.5s", plain seconds, or a date.
    private static TimeSpan? Duration(string? text, DateTimeOffset now)
    {
        if (text is not { Length: <= LongestText })
        {
            return null;
        }

        if (Number(text) is { } seconds)
        {
            return Bounded(seconds * 1000);
        }

        if (Parts().Match(text.Trim()) is not { Success: true } match)
        {
            return Date(text) is { } date ? Bounded((date - now).TotalMilliseconds) : null;
        }

        var milliseconds = 0d;
        for (var part = 0; part < match.Groups[1].Captures.Count; part++)
        {
            milliseconds += (Number(match.Groups[1].Captures[part].Value) ?? 0) * Milliseconds(match.Groups[2].Captures[part].Value);
        }

        return Bounded(milliseconds);
    }

    private static double Milliseconds(string unit) => unit switch
    {
        "d" => 86_400_000,
        "h" => 3_600_000,
        "m" => 60_000,
        "s" => 1000,
        "ms" => 1,
        _ => 0.001,
    };

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static TimeSpan Bounded(double milliseconds) =>
        milliseconds <= 0 ? TimeSpan.Zero : milliseconds >= Longest.TotalMilliseconds ? Longest : TimeSpan.FromMilliseconds(milliseconds);

    [GeneratedRegex(@"^(?:([0-9]{1,9}(?:\.[0-9]{1,9})?)(ms|us|µs|ns|d|h|m|s))+$")]
    private static partial Regex Parts();
}
