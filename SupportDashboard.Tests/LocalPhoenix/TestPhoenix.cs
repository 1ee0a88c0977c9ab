using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SupportDashboard.Hosting;
using SupportDashboard.LocalPhoenix;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>An embedded Phoenix on a free port with a data folder of its own, which goes when it is disposed.</summary>
public sealed class TestPhoenix : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("local-phoenix-");
    private readonly LocalPhoenixOptions _options = new() { GrpcPort = 0 };
    private DataFolder _folder;

    public TestPhoenix()
        : this(static _ => { })
    {
    }

    internal TestPhoenix(Action<LocalPhoenixOptions> configure)
    {
        configure(_options);
        _folder = DataFolder.Open(_root.FullName);
        Server = CreateServer();
    }

    public LocalPhoenixServer Server { get; private set; }

    public string StorePath => _folder.File(LocalPhoenixServer.FileName);

    /// <summary>Starts it if needed and connects to it.</summary>
    public async Task<HttpClient> ConnectAsync(CancellationToken cancellationToken) =>
        new() { BaseAddress = await Server.StartAsync(0, cancellationToken) };

    /// <summary>Ends the server, does something to its files, and makes a new one on the same folder.</summary>
    public async Task RestartAsync(Action<string>? meanwhile = null)
    {
        await Server.DisposeAsync();
        meanwhile?.Invoke(StorePath);
        _folder.Dispose();
        _folder = DataFolder.Open(_root.FullName);
        Server = CreateServer();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
        _root.Delete(recursive: true);
    }

    private LocalPhoenixServer CreateServer() => new(_folder, Options.Create(_options), TimeProvider.System, NullLoggerFactory.Instance);
}
