using System.Reflection;

namespace SupportDashboard.Bench.StartUp;

/// <summary>
/// Runs the application, or the empty one, in this process and answers on standard output how much its objects take. A process of its own can
/// only be weighed from outside, where what is garbage already counts too.
/// </summary>
internal static class MeasuredHost
{
    /// <summary>The first argument that turns this program into the host.</summary>
    public const string Command = "measured";

    /// <summary>A line on standard input; answered by <c>heap</c> and a number of bytes.</summary>
    public const string Question = "heap";

    private const string Application = "SupportDashboard";

    public static async Task RunAsync(string[] args)
    {
        var answering = AnswerAsync();
        if (args is [EmptyApp.Command, .. var rest])
        {
            await EmptyApp.RunAsync(rest);
        }
        else
        {
            Assembly.Load(Application).EntryPoint!.Invoke(null, [(string[])["--applicationName", Application, .. args]]);
        }

        await answering;
    }

    private static async Task AnswerAsync()
    {
        // The console's reader would block whoever asks.
        using var input = new StreamReader(Console.OpenStandardInput());
        while (await input.ReadLineAsync() is not null)
        {
            // Twice, for what only a finalizer lets go.
            for (var time = 0; time < 2; time++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            Console.WriteLine(FormattableString.Invariant($"heap {GC.GetTotalMemory(forceFullCollection: true)}"));
        }
    }
}
