using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SupportDashboard.Tests.Integration;

/// <summary>The built application as a process of its own, which can be killed like one.</summary>
internal sealed partial class ChildDashboard : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Uri? _phoenixAddress;

    private ChildDashboard(Process process, Uri address, Uri? phoenixAddress) => (_process, Address, _phoenixAddress) = (process, address, phoenixAddress);

    public Uri Address { get; }

    /// <summary>Where its embedded Phoenix listens.</summary>
    public Uri PhoenixAddress => _phoenixAddress ?? throw new InvalidOperationException("It uses another Phoenix.");

    /// <summary>Starts it on a data folder and waits until its UI listens.</summary>
    public static async Task<ChildDashboard> StartAsync(string folder, CancellationToken cancellationToken, params (string Key, string Value)[] settings)
    {
        var process = Process.Start(Command(folder, settings))!;
        process.BeginErrorReadLine();
        var output = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            output.Add(line);
            if (ListeningLine().Match(line) is { Success: true } match)
            {
                // Nobody reads on: a full pipe would stop the process.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                var phoenix = output.Select(static told => PhoenixLine().Match(told)).FirstOrDefault(static told => told.Success);
                return new ChildDashboard(process, new Uri(match.Groups[1].Value), phoenix is null ? null : new Uri(phoenix.Groups[1].Value));
            }
        }

        throw new InvalidOperationException("The application ended: " + string.Join('\n', output));
    }

    /// <summary>Starts one that is expected to end by itself, and gives its exit code and what it said on standard error.</summary>
    public static async Task<(int ExitCode, string Error)> RunToEndAsync(
        string folder, CancellationToken cancellationToken, params (string Key, string Value)[] settings)
    {
        using var process = Process.Start(Command(folder, settings))!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, error.Trim());
    }

    private static ProcessStartInfo Command(string folder, (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramPath(), "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("OPENAI_", StringComparison.Ordinal) || name.StartsWith("PHOENIX_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["SUPPORTDASHBOARD_DATA"] = folder;
        start.Environment["LocalPhoenix__Enabled"] = "true";
        start.Environment["LocalPhoenix__Port"] = "0";
        start.Environment["LocalPhoenix__GrpcPort"] = "0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        return start;
    }

    /// <summary>SIGKILL: nothing in the process can say goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    // The test project stands beside the application's and is built in the same configuration.
    private static string ProgramPath()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = output.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "SupportDashboard", "bin", output.Parent.Name, output.Name, "SupportDashboard.dll");
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningLine();

    [GeneratedRegex(@"embedded Phoenix listens on (http://[^\s,]+)")]
    private static partial Regex PhoenixLine();
}
