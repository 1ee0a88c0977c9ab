using System.Net;
using SupportDashboard.Tracing;

namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>
/// Keeps on disk what Phoenix does not take. While it takes everything the disk is left alone: a run makes more traces than people do. After a failure the
/// next requests go to the disk unasked for a while, so that a Phoenix that hangs does not let the queue in memory overflow.
/// </summary>
internal sealed class JudgeOutboxHandler(HttpMessageHandler inner, OutboxWriter writer, TimeProvider clock) : DelegatingHandler(inner)
{
    /// <summary>How long Phoenix is not asked after a failure: what lies on the disk is not tried more often either.</summary>
    public static readonly TimeSpan Rest = OutboxDelivery.Interval;

    private long? _failedAt;

    // The exporter calls the synchronous Send, from one thread at a time.
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Where the disk takes nothing more, Phoenix is asked all the same.
        if (_failedAt is { } failed && clock.GetElapsedTime(failed) < Rest && Keep(request))
        {
            return new(HttpStatusCode.OK) { RequestMessage = request };
        }

        var done = false;
        try
        {
            var response = base.Send(request, cancellationToken);
            done = OutboxHandler.IsAcknowledged(response) || OutboxHandler.IsFinal(response.StatusCode);
            return response;
        }
        finally
        {
            _failedAt = done ? null : clock.GetTimestamp();
            if (!done)
            {
                Keep(request);
            }
        }
    }

    // The caller's time may be over by now; the disk does not wait for anybody.
    private bool Keep(HttpRequestMessage request)
    {
        var kept = writer.Keep(request, CancellationToken.None);
        writer.Finish(kept, done: false);
        return kept is not null;
    }
}
