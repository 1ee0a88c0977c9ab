namespace SupportDashboard.Phoenix;

/// <summary>
/// Decides at start which Phoenix is used. A configured one is taken as it is, also when it is down:
/// the application starts and says so.
/// </summary>
public sealed class PhoenixStartup(PhoenixConnection connection, PhoenixOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        connection.Use(PhoenixMode.Remote, options.Endpoint ?? options.ProbeEndpoint, options.Project, options.ApiKey, notice: null);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
