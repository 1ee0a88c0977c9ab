using System.Globalization;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;
using SupportDashboard.Tracing;

namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>Reads the tries of a judge back from its spans.</summary>
internal static class JudgementSpans
{
    private const int MostMessages = 20;

    /// <summary>Null for a span that is not a model's.</summary>
    public static JudgementTry? TryOf(PhoenixSpan span) => span.Kind() != SpanKinds.Llm ? null : new()
    {
        Messages = [.. MessagesOf(span)],
        Answer = span.Text($"{OpenInference.LlmOutputMessages}.0.message.content") ?? span.Text(OpenInference.OutputValue),
        Problem = span.Failed() ? span.StatusMessage is { Length: > 0 } problem ? problem : "It failed." : null,
        Model = span.Text(OpenInference.LlmModelName),
        PromptTokens = span.Count(OpenInference.LlmTokensPrompt),
        CompletionTokens = span.Count(OpenInference.LlmTokensCompletion),
        CachedTokens = span.Count(OpenInference.LlmTokensCacheRead),
        StartedAt = span.StartTime,
        Duration = span.EndTime - span.StartTime,
    };

    private static IEnumerable<(string Role, string Text)> MessagesOf(PhoenixSpan span)
    {
        for (var number = 0; number < MostMessages; number++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{OpenInference.LlmInputMessages}.{number}.message");
            if (span.Text(prefix + ".role") is not { } role)
            {
                yield break;
            }

            yield return (role, span.Text(prefix + ".content") ?? "");
        }
    }
}
