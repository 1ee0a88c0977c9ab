namespace SupportDashboard.Tracing;

/// <summary>
/// Counts the exporter's requests that were not acknowledged. The exporter itself reports a batch that it put on disk as sent, which is right for it
/// and wrong for a screen that says "delivered". The exporter calls the synchronous <c>Send</c>.
/// </summary>
internal sealed class ExportWatch(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private long _failures;

    public long Failures => Interlocked.Read(ref _failures);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var acknowledged = false;
        try
        {
            var response = base.Send(request, cancellationToken);
            acknowledged = response.IsSuccessStatusCode;
            return response;
        }
        finally
        {
            if (!acknowledged)
            {
                Interlocked.Increment(ref _failures);
            }
        }
    }
}
