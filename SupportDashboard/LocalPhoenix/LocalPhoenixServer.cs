using Microsoft.Extensions.Options;
using SupportDashboard.Hosting;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix;

/// <summary>
/// A server on loopback that speaks Phoenix's REST API and receives OTLP. It is a web application of its own on a Kestrel
/// of its own, so that nothing of the dashboard can be reached through its port and nothing of it through the dashboard's.
/// </summary>
public sealed partial class LocalPhoenixServer(
    DataFolder folder, IOptions<LocalPhoenixOptions> options, TimeProvider clock, ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>The file in the data folder that holds spans, sessions and annotations.</summary>
    public const string FileName = "traces.db";

    private readonly Subscribers _subscribers = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ILogger _logger = loggers.CreateLogger<LocalPhoenixServer>();
    private TraceStore? _store;
    private Retention? _retention;
    private WebApplication? _app;

    /// <summary>The address it answers on, without a trailing path; <see langword="null"/> while it does not run.</summary>
    public Uri? Address { get; private set; }

    /// <summary>What a person should know about how it started, for example that a corrupt file was set aside.</summary>
    public string? Notice { get; private set; }

    /// <summary>What the store keeps and what was deleted last, in words; <see langword="null"/> while it does not run.</summary>
    public string? Kept => _retention?.Description;

    /// <summary>Calls <paramref name="changed"/> after each commit, on the writer's thread: return at once, and look again.</summary>
    public IDisposable Subscribe(Action changed) => _subscribers.Subscribe(changed);

    /// <summary>Listens on 127.0.0.1; a second call while it runs answers with the address it has.</summary>
    /// <param name="port">The port, 0 for any free one.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">Another program listens on the port; it may be called again with another one.</exception>
    /// <exception cref="TraceStoreException">A newer program wrote the file in the data folder.</exception>
    public async Task<Uri> StartAsync(int port, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Address is not null)
            {
                return Address;
            }

            _store ??= OpenStore();
            _retention ??= new(_store, options.Value.Retention, clock, _logger);
            var app = LocalPhoenixApp.Build(port, options.Value, _store, clock, loggers);
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

            if (_retention is { } retention)
            {
                _retention = null;
                await retention.DisposeAsync();
            }

            if (_store is { } store)
            {
                _store = null;
                await store.DisposeAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    // The gate is not disposed: a host that is stopped while its program ends calls StopAsync once more afterwards.
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private TraceStore OpenStore()
    {
        var store = TraceStore.Open(folder.File(FileName), options.Value.MaxReaders, clock, _subscribers.Publish, _logger);
        if (store.SetAside is { } kept)
        {
            Notice = $"The trace store was damaged. It was kept as {kept}, and a new one was started.";
            LogSetAside(kept);
        }

        return store;
    }

    [LoggerMessage(LogLevel.Error, "The trace store was damaged. It was kept as {Path}, and a new one was started")]
    private partial void LogSetAside(string path);
}
