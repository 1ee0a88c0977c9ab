namespace SupportDashboard.Bench.Load;

/// <summary>
/// The embedded Phoenix in a process of its own, so that the heap of the load generator is not its garbage collector's burden.
/// Each line on standard input gives it a new, empty store; the answer is its address and the store's path. It ends with its input.
/// </summary>
internal static class PhoenixHost
{
    /// <summary>The first argument that turns this program into the host.</summary>
    public const string Command = "phoenix";

    public static async Task RunAsync()
    {
        EmbeddedPhoenix? current = null;
        while (await Console.In.ReadLineAsync() is not null)
        {
            await EndAsync(current);
            current = await EmbeddedPhoenix.StartAsync(CancellationToken.None);
            await Console.Out.WriteLineAsync($"{current.Address} {current.StorePath}");
        }

        await EndAsync(current);
    }

    private static ValueTask EndAsync(EmbeddedPhoenix? phoenix) => phoenix?.DisposeAsync() ?? ValueTask.CompletedTask;
}
