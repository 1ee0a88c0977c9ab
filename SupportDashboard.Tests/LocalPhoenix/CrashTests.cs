using SupportDashboard.Tests.LocalPhoenix.Crash;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class CrashTests : IDisposable
{
    private const int Rounds = 10;
    private const int Seed = 20261122;
    private const double MostRecovery = 1.5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("support-dashboard-crash-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Whatever_was_acknowledged_survives_a_killed_process_exactly_once_and_it_starts_again_at_once()
    {
        var crashes = new CrashRounds(_folder.FullName, Seed);

        await crashes.RunAsync(Rounds, line => TestContext.Current.TestOutputHelper?.WriteLine(line), TestContext.Current.CancellationToken);

        Assert.Equal(Rounds, crashes.Starts.Count);
        Assert.True(crashes.Spans > Rounds && crashes.Annotations > Rounds);

        // Other tests run beside this one and slow every start: recovering is compared with a start that has nothing to recover. The benchmark has the seconds.
        Assert.InRange(crashes.Starts.Min(), TimeSpan.Zero, crashes.CleanStart * MostRecovery);
    }
}
