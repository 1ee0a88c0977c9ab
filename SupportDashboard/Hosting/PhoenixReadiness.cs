using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Hosting;

/// <summary>Ready means that Phoenix answers; without it the application still shows what it has, so it is degraded and not unhealthy.</summary>
internal sealed class PhoenixReadiness(PhoenixConnection phoenix) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(phoenix.Health.IsConnected
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(phoenix.Health.Reason ?? "Phoenix was not asked yet."));
}
