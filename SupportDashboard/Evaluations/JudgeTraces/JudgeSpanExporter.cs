using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;

namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>
/// Exports the judges' spans, each of which may hold a long conversation: what waits is bounded in bytes, not only in spans, and a request stays
/// below what collectors accept.
/// </summary>
internal sealed class JudgeSpanExporter(OtlpExporterOptions options) : OtlpTraceExporter(options)
{
    /// <summary>What may wait, in characters of attributes; a model is slower than Phoenix, so this fills only when Phoenix does not keep up.</summary>
    public const long MostWaiting = 32_000_000;

    /// <summary>How many spans may wait.</summary>
    public const int MostSpans = 4096;

    private const long LargestRequest = 1_000_000;

    private long _waiting;
    private int _spans;

    /// <summary>Makes room for a span; false when there is none, and its trace is lost.</summary>
    public bool TryAdmit(Activity span)
    {
        if (Interlocked.Read(ref _waiting) > MostWaiting || Volatile.Read(ref _spans) >= MostSpans - Environment.ProcessorCount)
        {
            return false;
        }

        Interlocked.Increment(ref _spans);
        Interlocked.Add(ref _waiting, SizeOf(span));
        return true;
    }

    public override ExportResult Export(in Batch<Activity> activityBatch)
    {
        var result = ExportResult.Success;
        var request = new List<Activity>();
        var size = 0L;
        foreach (var span in activityBatch)
        {
            var own = SizeOf(span);
            Interlocked.Decrement(ref _spans);
            Interlocked.Add(ref _waiting, -own);
            if (request.Count > 0 && size + own > LargestRequest)
            {
                result = Send(request, result);
                size = 0;
            }

            request.Add(span);
            size += own;
        }

        return request.Count == 0 ? result : Send(request, result);
    }

    private ExportResult Send(List<Activity> request, ExportResult before)
    {
        var result = base.Export(new Batch<Activity>([.. request], request.Count));
        request.Clear();
        return before == ExportResult.Success ? result : before;
    }

    private static long SizeOf(Activity span)
    {
        var size = 0L;
        foreach (var tag in span.EnumerateTagObjects())
        {
            size += tag.Key.Length + ((tag.Value as string)?.Length ?? 0);
        }

        return size;
    }
}
