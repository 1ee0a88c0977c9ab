using System.Collections.Concurrent;
using System.Diagnostics;
using SupportDashboard.Tracing;

namespace SupportDashboard.Tests.Fakes;

/// <summary>Listens to the agent's spans; tests run side by side, so each asks for its own session's.</summary>
internal sealed class SpanCapture : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public SpanCapture()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == AgentTracing.SourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The spans of a session in the order in which they began.</summary>
    public IReadOnlyList<Activity> Of(string sessionId) =>
        [.. _ended.Where(span => (string?)span.GetTagItem(OpenInference.SessionId) == sessionId).OrderBy(static span => span.StartTimeUtc)];

    /// <summary>The spans as an indented tree of names and kinds.</summary>
    public static string Tree(IReadOnlyList<Activity> spans)
    {
        var lines = new List<string>();
        Append(default, 0);
        return string.Join('\n', lines);

        void Append(ActivitySpanId parent, int depth)
        {
            foreach (var span in spans.Where(span => span.ParentSpanId == parent))
            {
                lines.Add(new string(' ', depth * 2) + span.OperationName + " " + span.GetTagItem(OpenInference.SpanKind));
                Append(span.SpanId, depth + 1);
            }
        }
    }

    public void Dispose() => _listener.Dispose();
}
