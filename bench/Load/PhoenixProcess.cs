using System.Diagnostics;

namespace SupportDashboard.Bench.Load;

/// <summary>Starts <see cref="PhoenixHost"/> and asks it for stores; it ends when this is disposed.</summary>
internal sealed class PhoenixProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PhoenixProcess(Process process) => _process = process;

    /// <summary>What it listens on, without a path.</summary>
    public Uri Address { get; private set; } = null!;

    public Uri Traces => new(Address, "/v1/traces");

    public string StorePath { get; private set; } = "";

    /// <summary>The processor time it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that it holds now.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts the process with an empty store.</summary>
    public static async Task<PhoenixProcess> StartAsync(CancellationToken cancellationToken)
    {
        var command = new ProcessStartInfo("dotnet", [typeof(PhoenixHost).Assembly.Location, PhoenixHost.Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var phoenix = new PhoenixProcess(Process.Start(command)!);
        await phoenix.RenewAsync(cancellationToken);
        return phoenix;
    }

    /// <summary>Replaces the store by an empty one; the process stays warm.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync("new".AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var answer = await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The embedded Phoenix ended.");
        var space = answer.IndexOf(' ', StringComparison.Ordinal);
        (Address, StorePath) = (new Uri(answer[..space]), answer[(space + 1)..]);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
