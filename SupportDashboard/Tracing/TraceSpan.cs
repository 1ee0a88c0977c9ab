using System.Diagnostics;

namespace SupportDashboard.Tracing;

/// <summary>
/// One open span. It exists also when nothing listens (its ids are then made up and reach nobody), so that the code that does the work never
/// has to ask. Children are started from it with its context given explicitly: in an async iterator there is no ambient activity to inherit.
/// </summary>
public sealed class TraceSpan : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly long _started;

    internal TraceSpan(Activity? activity, string kind, string name, string sessionId, TimeProvider clock)
    {
        Activity = activity;
        Kind = kind;
        Name = name;
        SessionId = sessionId;
        TraceId = (activity?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
        SpanId = (activity?.SpanId ?? ActivitySpanId.CreateRandom()).ToHexString();
        StartedAt = clock.GetUtcNow();
        _clock = clock;
        _started = clock.GetTimestamp();
    }

    /// <summary>32 hex digits.</summary>
    public string TraceId { get; }

    /// <summary>16 hex digits.</summary>
    public string SpanId { get; }

    /// <summary>The OpenInference span kind.</summary>
    public string Kind { get; }

    /// <summary>The span's name.</summary>
    public string Name { get; }

    /// <summary>The conversation it belongs to.</summary>
    public string SessionId { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Whether <see cref="Fail(Exception, string, string?)"/> or its sibling was called.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The time since it began.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    internal Activity? Activity { get; }

    /// <summary>Sets an attribute; null values are left out.</summary>
    public void Set(string key, object? value)
    {
        if (value is not null)
        {
            Activity?.SetTag(key, value);
        }
    }

    /// <summary>Sets <c>input.value</c> and its type.</summary>
    public void SetInput(string value, string mimeType = MimeTypes.Text)
    {
        Set(OpenInference.InputValue, value);
        Set(OpenInference.InputMimeType, mimeType);
    }

    /// <summary>Sets <c>output.value</c> and its type.</summary>
    public void SetOutput(string value, string mimeType = MimeTypes.Text)
    {
        Set(OpenInference.OutputValue, value);
        Set(OpenInference.OutputMimeType, mimeType);
    }

    /// <summary>Notes something that happened once during the span.</summary>
    public void Note(string name) => Activity?.AddEvent(new ActivityEvent(name, _clock.GetUtcNow()));

    /// <summary>
    /// Status ERROR with a sentence, and an <c>exception</c> event. The event carries the sentence and our own <paramref name="detail"/>, never the text of
    /// inner exceptions: what a server answered to a refused key may contain the key.
    /// </summary>
    public void Fail(Exception exception, string reason, string? detail = null)
    {
        Activity?.AddEvent(new ActivityEvent("exception", _clock.GetUtcNow(), new ActivityTagsCollection
        {
            ["exception.type"] = (exception.InnerException ?? exception).GetType().FullName,
            ["exception.message"] = detail is null ? reason : $"{reason} ({detail})",
            ["exception.stacktrace"] = exception.StackTrace ?? string.Empty,
            ["exception.escaped"] = false,
        }));
        Fail(reason);
    }

    /// <summary>Status ERROR with a sentence, for an outcome that threw nothing.</summary>
    public void Fail(string reason)
    {
        HasFailed = true;
        Activity?.SetStatus(ActivityStatusCode.Error, reason);
    }

    /// <summary>Ends the span; its status is OK unless it failed (Phoenix shows a span without a status as UNSET).</summary>
    public void Dispose()
    {
        if (!HasFailed)
        {
            Activity?.SetStatus(ActivityStatusCode.Ok);
        }

        Activity?.Dispose();
    }
}
