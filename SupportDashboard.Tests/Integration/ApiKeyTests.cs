using Microsoft.Extensions.DependencyInjection;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.Phoenix;
using SupportDashboard.Tracing;

namespace SupportDashboard.Tests.Integration;

public sealed class ApiKeyTests
{
    [Fact]
    public async Task With_a_key_set_the_application_reads_from_its_own_Phoenix_and_delivers_traces_to_it()
    {
        var token = TestContext.Current.CancellationToken;
        // The header is meant for a collector elsewhere and must not take the place of the key.
        await using var server = new DashboardServer(
            (ApiKeys.ConfigurationKey, "first,second"), ("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20elsewhere"));
        var client = server.Services.GetRequiredService<IPhoenixClient>();

        AgentTracing.StartTurn("guarded", 1, "Hello", TimeProvider.System).Dispose();
        var delivered = await server.Services.GetRequiredService<TraceExport>().FlushAsync();
        var session = await client.GetSessionAsync("guarded", token);
        using var anonymous = new HttpClient { BaseAddress = server.Services.GetRequiredService<PhoenixConnection>().Endpoint };
        using var refused = await anonymous.GetAsync("/v1/sessions/guarded", token);

        Assert.True(delivered);
        Assert.Equal("guarded", session.Data.SessionId);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
    }
}
