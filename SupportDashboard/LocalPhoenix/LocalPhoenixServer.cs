using Microsoft.Extensions.Options;
using SupportDashboard.Hosting;

namespace SupportDashboard.LocalPhoenix;

/// <summary>
/// A server on loopback that speaks Phoenix's REST API and receives OTLP. It is a web application of its own on a Kestrel
/// of its own, so that nothing of the dashboard can be reached through its port and nothing of it through the dashboard's.
/// </summary>
public sealed class LocalPhoenixServer(IOptions<LocalPhoenixOptions> options, ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly Subscribers _subscribers = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private WebApplication? _app;

    /// <summary>The file in the data folder that holds spans, sessions and annotations.</summary>
    public const string FileName = "traces.db";

    /// <summary>The address it answers on, without a trailing path; <see langword="null"/> while it does not run.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Calls <paramref name="changed"/> after each commit, on a thread of the pool; it carries no data: look again.</summary>
    public IDisposable Subscribe(Action changed) => _subscribers.Subscribe(changed);

    /// <summary>Listens on 127.0.0.1; a second call while it runs answers with the address it has.</summary>
    /// <param name="port">The port, 0 for any free one.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">Another program listens on the port; it may be called again with another one.</exception>
    public async Task<Uri> StartAsync(int port, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Address is not null)
            {
                return Address;
            }

            var app = LocalPhoenixApp.Build(port, options.Value, loggers);
            try
            {
                await app.StartAsync(cancellationToken);
            }
            catch
            {
                await app.DisposeAsync();
                throw;
            }

            _app = app;
            Address = new Uri(app.Urls.First());
            return Address;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops listening, lets requests in progress finish and closes the store.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_app is { } app)
            {
                (_app, Address) = (null, null);
                await app.StopAsync(cancellationToken);
                await app.DisposeAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _gate.Dispose();
    }
}
