namespace SupportDashboard.Phoenix;

/// <summary>Asks an address whether a Phoenix answers there.</summary>
internal sealed class PhoenixProbe(IHttpClientFactory clients)
{
    /// <summary>The name of the HTTP client: no redirects, no retries.</summary>
    public const string ClientName = "phoenix-probe";

    /// <summary>The header by which an embedded Phoenix of a SupportDashboard is told from a real one.</summary>
    private const string OwnHeader = "x-support-dashboard";

    private const int LongestVersion = 64;

    // Where nothing listens the answer is immediate; a Phoenix on a busy machine deserves the wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What answers at the address; null when nothing does, or something that is not a Phoenix.</summary>
    public async Task<ProbeAnswer?> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var http = clients.CreateClient(ClientName);
            using var response = await http.GetAsync(address.AbsoluteUri.TrimEnd('/') + "/arize_phoenix_version", patience.Token);
            var body = (await response.Content.ReadAsStringAsync(patience.Token)).Trim();
            var header = response.Headers.TryGetValues(PhoenixHandler.VersionHeader, out var values) ? values.FirstOrDefault() : null;
            return response.IsSuccessStatusCode && body.Length <= LongestVersion && PhoenixCapabilities.TryParse(body, out _) && PhoenixCapabilities.TryParse(header, out _)
                ? new ProbeAnswer(header!, response.Headers.Contains(OwnHeader))
                : null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return null;
        }
    }
}
