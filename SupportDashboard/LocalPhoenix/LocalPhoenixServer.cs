using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SupportDashboard.Hosting;
using SupportDashboard.LocalPhoenix.Grpc;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix;

/// <summary>
/// A server, on loopback unless told otherwise, that speaks Phoenix's REST API and receives OTLP. It is a web application of its own on a Kestrel
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
    private InnerApp? _inner;
    private WebApplication? _app;
    private WebApplication? _grpc;

    /// <summary>The address it answers on, without a trailing path; <see langword="null"/> while it does not run.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Where it receives OTLP over gRPC; <see langword="null"/> while it does not.</summary>
    public Uri? GrpcAddress { get; private set; }

    /// <summary>What a person should know about how it started, for example that a corrupt file was set aside.</summary>
    public string? Notice { get; private set; }

    /// <summary>What the store keeps and what was deleted last, in words; <see langword="null"/> while it does not run.</summary>
    public string? Kept => _retention?.Description;

    /// <summary>Calls <paramref name="changed"/> after each commit, on the writer's thread: return at once, and look again.</summary>
    public IDisposable Subscribe(Action changed) => _subscribers.Subscribe(changed);

    /// <summary>
    /// Listens; a second call while it runs answers with the address it has. The port of gRPC may be taken: then it does without,
    /// and <see cref="Notice"/> says so.
    /// </summary>
    /// <param name="port">The port, 0 for any free one.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">Another program listens on the port; it may be called again with another one.</exception>
    /// <exception cref="ListenAddressException">The configured address is not one of this machine.</exception>
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
            _inner ??= new(options.Value, new(_store, options.Value), loggers);
            _app = await StartAsync(LocalPhoenixApp.Build(port, _inner, _store, clock), cancellationToken);
            await StartGrpcAsync(_inner, cancellationToken);
            Address = options.Value.Listen.Own(_app.Urls);
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
            var (app, grpc) = (_app, _grpc);
            (_app, _grpc, Address, GrpcAddress) = (null, null, null, null);
            await StopAsync(grpc, cancellationToken);
            await StopAsync(app, cancellationToken);
            _inner?.Dispose();
            _inner = null;
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

    private async Task<WebApplication> StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch (SocketException exception)
        {
            await app.DisposeAsync();
            throw new ListenAddressException($"The embedded Phoenix cannot listen on {options.Value.Address}: {exception.Message}.");
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private async Task StartGrpcAsync(InnerApp inner, CancellationToken cancellationToken)
    {
        var port = options.Value.GrpcPort;
        if (port < 0)
        {
            return;
        }

        try
        {
            _grpc = await StartAsync(GrpcApp.Build(port, inner), cancellationToken);
            GrpcAddress = options.Value.Listen.Own(_grpc.Urls);
        }
        catch (IOException)
        {
            Tell($"Port {port} is used by another program, so traces that are sent over gRPC do not arrive here.");
        }
    }

    private static async Task StopAsync(WebApplication? app, CancellationToken cancellationToken)
    {
        if (app is not null)
        {
            await app.StopAsync(cancellationToken);
            await app.DisposeAsync();
        }
    }

    private void Tell(string sentence) => Notice = $"{Notice} {sentence}".TrimStart();

    private TraceStore OpenStore()
    {
        var store = TraceStore.Open(folder.File(FileName), options.Value.MaxReaders, clock, _subscribers.Publish, _logger);
        if (store.SetAside is { } kept)
        {
            Tell($"The trace store was damaged. It was kept as {kept}, and a new one was started.");
            LogSetAside(kept);
        }

        return store;
    }

    [LoggerMessage(LogLevel.Error, "The trace store was damaged. It was kept as {Path}, and a new one was started")]
    private partial void LogSetAside(string path);
}
