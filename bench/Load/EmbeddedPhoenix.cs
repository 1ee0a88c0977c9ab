using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SupportDashboard.Hosting;
using SupportDashboard.LocalPhoenix;

namespace SupportDashboard.Bench.Load;

/// <summary>The product's embedded Phoenix on a free port, with an empty store that is deleted with it.</summary>
internal sealed class EmbeddedPhoenix : IAsyncDisposable
{
    private readonly ScratchFolder _scratch;
    private readonly DataFolder _folder;
    private readonly LocalPhoenixServer _server;

    private EmbeddedPhoenix(ScratchFolder scratch)
    {
        _scratch = scratch;
        _folder = DataFolder.Open(scratch.Path);
        _server = new(_folder, Options.Create(new LocalPhoenixOptions { GrpcPort = 0 }), TimeProvider.System, NullLoggerFactory.Instance);
    }

    public Uri Address => _server.Address!;

    public Uri Traces => new(Address, "/v1/traces");

    public string StorePath => _folder.File(LocalPhoenixServer.FileName);

    /// <summary>Calls back after each commit.</summary>
    public IDisposable Subscribe(Action changed) => _server.Subscribe(changed);

    public static async Task<EmbeddedPhoenix> StartAsync(CancellationToken cancellationToken)
    {
        var phoenix = new EmbeddedPhoenix(new ScratchFolder());
        await phoenix._server.StartAsync(0, cancellationToken);
        return phoenix;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
        _scratch.Dispose();
    }
}
