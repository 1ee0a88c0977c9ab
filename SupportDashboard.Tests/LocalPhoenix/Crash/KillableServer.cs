using System.Diagnostics;
using System.Text.RegularExpressions;
using SupportDashboard.Hosting;

namespace SupportDashboard.Tests.LocalPhoenix.Crash;

/// <summary>The built application in a process of its own, so that it can be killed the way an operating system kills.</summary>
internal sealed partial class KillableServer : IDisposable
{
    // What the shell that runs the tests has set must not decide where the process writes.
    private static readonly string[] Foreign = ["OPENAI_", "PHOENIX_", "OTEL_", "ASPNETCORE_", "SUPPORTDASHBOARD_", "LocalPhoenix"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private KillableServer(Process process) => _process = process;

    /// <summary>The address of its embedded Phoenix.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>From the start of the process until the embedded Phoenix answered a health check.</summary>
    public TimeSpan Started { get; private set; }

    public static async Task<KillableServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var server = new KillableServer(Process.Start(Command(folder))!);
        try
        {
            server.Address = await server.AddressAsync().WaitAsync(Patience, cancellationToken);
            using var http = new HttpClient { BaseAddress = server.Address };
            await http.GetStringAsync("/healthz", cancellationToken);
            server.Started = Stopwatch.GetElapsedTime(began);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL: nothing in the process runs any more.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static ProcessStartInfo Command(string folder)
    {
        var command = new ProcessStartInfo("dotnet", [typeof(DataFolder).Assembly.Location, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var name in command.Environment.Keys.Where(static name => Array.Exists(Foreign, prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToList())
        {
            command.Environment.Remove(name);
        }

        command.Environment[DataFolder.ConfigurationKey] = folder;
        command.Environment["LocalPhoenix__Enabled"] = "true";
        command.Environment["LocalPhoenix__Port"] = "0";
        command.Environment["LocalPhoenix__GrpcPort"] = "0";
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
                address.TrySetException(new InvalidOperationException("The application ended before its embedded Phoenix listened."));
            }
            else if (Listening().Match(output.Data) is { Success: true } match)
            {
                address.TrySetResult(new Uri(match.Groups[1].Value));
            }
        };
        _process.BeginOutputReadLine();
        return address.Task;
    }

    [GeneratedRegex(@"embedded Phoenix listens on (http://[0-9.:]+)")]
    private static partial Regex Listening();
}
