using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace SupportDashboard.Bench.StartUp;

/// <summary>A web application in a process of its own, from its start to its first page; the process ends when this is disposed.</summary>
internal sealed partial class StartedApp : IDisposable
{
    private static readonly string[] Foreign = ["OPENAI_", "PHOENIX_", "OTEL_", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "SUPPORTDASHBOARD_"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly Channel<long> _heaps = Channel.CreateUnbounded<long>();

    private StartedApp(Process process) => _process = process;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>From the start of the process to the first 200 on <c>/</c>.</summary>
    public TimeSpan FirstPage { get; private set; }

    /// <summary>The processor time used until then, which other programs disturb less.</summary>
    public TimeSpan Processor { get; private set; }

    /// <summary>Resident memory in megabytes, as of <see cref="MeasureMemory"/>.</summary>
    public double Megabytes { get; private set; }

    /// <summary>Starts <c>dotnet</c> on an assembly, listening on a free port.</summary>
    public static async Task<StartedApp> StartAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, HttpClient http, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var app = new StartedApp(Process.Start(Command(arguments, environment))!);
        try
        {
            app.Address = await app.AddressAsync().WaitAsync(Patience, cancellationToken);
            using var page = await http.GetAsync(app.Address, cancellationToken);
            page.EnsureSuccessStatusCode();
            app.FirstPage = Stopwatch.GetElapsedTime(started);
            app._process.Refresh();
            app.Processor = app._process.TotalProcessorTime;
            return app;
        }
        catch
        {
            app.Dispose();
            throw;
        }
    }

    public void MeasureMemory()
    {
        _process.Refresh();
        Megabytes = _process.WorkingSet64 / 1024.0 / 1024;
    }

    /// <summary>What its objects take after a full collection, in bytes; only where a <see cref="MeasuredHost"/> runs it.</summary>
    public async Task<long> HeapAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(MeasuredHost.Question.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return await _heaps.Reader.ReadAsync(cancellationToken);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static ProcessStartInfo Command(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var command = new ProcessStartInfo("dotnet", [.. arguments, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var name in command.Environment.Keys.Where(static name => Array.Exists(Foreign, prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToList())
        {
            command.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            command.Environment[name] = value;
        }

        return command;
    }

    /// <summary>The address that the application logs; what it logs later is read too, or the pipe would fill and stop it.</summary>
    private Task<Uri> AddressAsync()
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, output) =>
        {
            if (output.Data is null)
            {
                address.TrySetException(new InvalidOperationException("The application ended before it listened."));
            }
            else if (Heap().Match(output.Data) is { Success: true } heap)
            {
                _heaps.Writer.TryWrite(long.Parse(heap.Groups[1].Value, CultureInfo.InvariantCulture));
            }
            else if (Listening().Match(output.Data) is { Success: true } match)
            {
                address.TrySetResult(new Uri(match.Groups[1].Value));
            }
        };
        _process.BeginOutputReadLine();
        return address.Task;
    }

    [GeneratedRegex(@"^heap (\d+)$")]
    private static partial Regex Heap();

    // Logged by Microsoft.Hosting.Lifetime.
    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
