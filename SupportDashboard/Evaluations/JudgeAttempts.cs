using SupportDashboard.Evaluations.JudgeTraces;
using SupportDashboard.Llm;

namespace SupportDashboard.Evaluations;

/// <summary>
/// How often and how long the calls for one verdict were tried. Its time is counted on work, while a call runs: waiting for a place or because
/// the server asked to wait costs none of it. Used by one caller at a time.
/// </summary>
/// <param name="deadline">Longest time for all calls of the verdict together, retries and repair included.</param>
/// <param name="waiting">Ends a wait between two calls.</param>
internal sealed class JudgeAttempts(TimeSpan deadline, CancellationToken waiting)
{
    /// <summary>Ends a wait between two calls.</summary>
    public CancellationToken Waiting { get; } = waiting;

    /// <summary>The model that is asked.</summary>
    public required string Model { get; init; }

    /// <summary>Where the calls are noted; null for nowhere.</summary>
    public JudgeTrace? Trace { get; init; }

    /// <summary>What is left for calls.</summary>
    public TimeSpan Left { get; private set; } = deadline;

    /// <summary>Faults such as a broken connection or a server's error since the last answer.</summary>
    public int Faults { get; private set; }

    /// <summary>Refusals with 429 since the last answer.</summary>
    public int Refusals { get; private set; }

    /// <summary>When the first of them came, as a timestamp of the clock.</summary>
    public long RefusedSince { get; private set; }

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>What the server said about waiting after the last failure.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>Counts a call that ended.</summary>
    public void Worked(TimeSpan time) => Left -= time;

    /// <summary>An answer came: what comes next, a repair, starts afresh.</summary>
    public void Answered() => (Faults, Refusals) = (0, 0);

    /// <summary>Counts a failure.</summary>
    public void Failed(LlmException failure, TimeSpan? retryAfter, long timestamp)
    {
        RetryAfter = retryAfter;
        if (failure.Kind == LlmFailure.RateLimited)
        {
            RefusedSince = Refusals++ == 0 ? timestamp : RefusedSince;
        }
        else
        {
            Faults++;
        }
    }
}
