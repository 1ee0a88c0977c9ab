using OpenAI.Chat;

namespace SupportDashboard.Evaluations;

/// <summary>Adds up what the calls for one verdict cost.</summary>
internal sealed class JudgeUsage(TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();
    private long _promptTokens;
    private long _completionTokens;
    private long _cachedTokens;

    /// <summary>Servers may leave the usage out.</summary>
    public void Add(ChatTokenUsage? usage)
    {
        _promptTokens += usage?.InputTokenCount ?? 0;
        _completionTokens += usage?.OutputTokenCount ?? 0;
        _cachedTokens += usage?.InputTokenDetails?.CachedTokenCount ?? 0;
    }

    public Verdict Put(Verdict verdict) => verdict with
    {
        PromptTokens = _promptTokens,
        CompletionTokens = _completionTokens,
        CachedTokens = _cachedTokens,
        Duration = clock.GetElapsedTime(_started),
    };
}
