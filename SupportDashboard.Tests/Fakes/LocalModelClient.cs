using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SupportDashboard.LocalModel;

namespace SupportDashboard.Tests.Fakes;

/// <summary>A running embedded model and a plain HTTP client to look at its dialect byte by byte.</summary>
public sealed class LocalModelClient : IAsyncLifetime
{
    private readonly LocalModelServer _server = new(
        Options.Create(new LocalModelOptions { PieceDelay = TimeSpan.Zero, MaxBodyBytes = 64 * 1024 }), TimeProvider.System, NullLoggerFactory.Instance);

    public HttpClient Http { get; } = new();

    public Uri Address => _server.Address!;

    public async ValueTask InitializeAsync()
    {
        var address = await _server.StartAsync(CancellationToken.None);
        Http.BaseAddress = new Uri(address.AbsoluteUri.Replace("/v1", "/", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
    }
}
