using System.Net;

namespace SupportDashboard.Tracing;

/// <summary>
/// Sees every request of the exporter: keeps it in the outbox until it is acknowledged, and counts those that were not. The exporter's own retry is not
/// used: it drops what a Phoenix refuses for a wrong key or fails at with 500, and waits a minute before its first attempt.
/// </summary>
internal sealed partial class OutboxHandler(HttpMessageHandler inner, TraceOutbox outbox, ILogger logger) : DelegatingHandler(inner)
{
    private readonly ManualResetEventSlim _idle = new(initialState: true);
    private readonly Lock _gate = new();
    private readonly OutboxWriter _writer = new(outbox, logger);
    private int _active;
    private long _failures;

    /// <summary>Requests that were not acknowledged at their first attempt.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Waits until no request is under way; false when the time is over.</summary>
    public bool WaitUntilIdle(TimeSpan timeout) => _idle.Wait(timeout);

    /// <summary>Whether sending the same bytes again cannot help.</summary>
    public static bool IsFinal(HttpStatusCode status) => status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge
        or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity;

    /// <summary>
    /// Whether the answer is a collector's word that the spans are stored. A web page with status 200 (a sign-in proxy, a wrong port) is not;
    /// Phoenix answers with an empty body of type <c>application/x-protobuf</c> (contract.md H).
    /// </summary>
    public static bool IsAcknowledged(HttpResponseMessage response) =>
        response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType is (null or "application/x-protobuf" or "application/json");

    // The exporter calls the synchronous Send, on a thread of its own.
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Enter();
        var kept = _writer.Keep(request, cancellationToken);
        var done = false;
        try
        {
            var response = base.Send(request, cancellationToken);
            done = IsAcknowledged(response) || IsFinal(response.StatusCode);
            Count(response);
            return response;
        }
        catch
        {
            Interlocked.Increment(ref _failures);
            throw;
        }
        finally
        {
            _writer.Finish(kept, done);
            Leave();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _idle.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Enter()
    {
        lock (_gate)
        {
            _active++;
            _idle.Reset();
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_active == 0)
            {
                _idle.Set();
            }
        }
    }

    private void Count(HttpResponseMessage response)
    {
        if (IsAcknowledged(response))
        {
            return;
        }

        Interlocked.Increment(ref _failures);
        if (IsFinal(response.StatusCode))
        {
            LogRefused((int)response.StatusCode);
        }
    }

    [LoggerMessage(LogLevel.Error, "Phoenix refused traces as invalid ({Status}); they are dropped.")]
    private partial void LogRefused(int status);
}
