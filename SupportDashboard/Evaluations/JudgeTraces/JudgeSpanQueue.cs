using System.Diagnostics;
using OpenTelemetry;

namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>Spans on their way to Phoenix, sent from a thread of their own: a run never waits for them. What does not fit into the memory or, while Phoenix is away, onto the disk is dropped, for the verdict is elsewhere.</summary>
internal sealed class JudgeSpanQueue(JudgeSpanExporter sender) : BatchActivityExportProcessor(
    sender, JudgeSpanExporter.MostSpans, (int)Delay.TotalMilliseconds, (int)Timeout.TotalMilliseconds, BatchSize)
{
    private const int BatchSize = 256;

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public override void OnEnd(Activity data)
    {
        if (sender.TryAdmit(data))
        {
            base.OnEnd(data);
        }
    }
}
