using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Hosting;

/// <summary>Ready means that Phoenix answers; without it the application still shows what it has, so it is degraded and not unhealthy.</summary>
internal sealed class PhoenixReadiness(PhoenixConnection phoenix) : IHealthCheck
{
    // The embedded one listens before anything else starts, so it need not have been asked.
    private bool IsReady => phoenix.Health.IsConnected || phoenix is { Mode: PhoenixMode.Embedded, Health.State: PhoenixHealthState.Connecting };

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(phoenix.Health.Reason ?? "Phoenix was not asked yet."));
}
