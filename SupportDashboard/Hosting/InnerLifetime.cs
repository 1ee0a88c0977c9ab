namespace SupportDashboard.Hosting;

/// <summary>The inner application lives as long as its owner says; signals of the process are the outer one's affair.</summary>
internal sealed class InnerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
