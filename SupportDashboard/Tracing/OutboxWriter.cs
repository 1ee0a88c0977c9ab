namespace SupportDashboard.Tracing;

/// <summary>Puts an exporter's requests into the outbox and takes them out again. A disk that does not play along is told of and holds nobody up.</summary>
internal sealed partial class OutboxWriter(TraceOutbox outbox, ILogger logger)
{
    private bool _isFull;

    /// <summary>Writes the request's body and claims it; null when it could not be kept.</summary>
    public string? Keep(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new MemoryStream();
            request.Content?.CopyTo(body, null, cancellationToken);
            var kept = outbox.Keep(body.GetBuffer().AsSpan(0, (int)body.Length));
            if (kept is null && !_isFull)
            {
                LogFull();
            }

            _isFull = kept is null;
            return kept;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Sending without a copy is still better than not sending.
            LogNotKept(exception);
            return null;
        }
    }

    /// <summary>Takes a request out when it was taken or never will be; else it waits to be delivered.</summary>
    public void Finish(string? kept, bool done)
    {
        if (kept is null)
        {
            return;
        }

        try
        {
            if (done)
            {
                outbox.Remove(kept);
            }
            else
            {
                outbox.Release(kept);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It will be delivered once more, which Phoenix recognises by the span ids.
            outbox.Release(kept);
            LogNotKept(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The folder of unsent traces is full; traces that cannot be delivered now are lost.")]
    private partial void LogFull();

    [LoggerMessage(LogLevel.Error, "The folder of unsent traces cannot be written.")]
    private partial void LogNotKept(Exception exception);
}
