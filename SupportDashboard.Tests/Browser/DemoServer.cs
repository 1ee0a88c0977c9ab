using Microsoft.Extensions.DependencyInjection;
using SupportDashboard.Components.Chat;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;
using SupportDashboard.Tests.Integration;

namespace SupportDashboard.Tests.Browser;

/// <summary>The whole application after the demo conversations were played.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    public const string Project = "support-bot";

    private readonly DashboardServer _server = new();

    public Uri Address => _server.Address;

    public Uri PhoenixAddress => Service<PhoenixConnection>().Endpoint;

    public T Service<T>()
        where T : notnull => _server.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await using var tab = _server.Services.CreateAsyncScope();
        await tab.ServiceProvider.GetRequiredService<DemoPlayer>().PlayAsync();
        await Eventually.BecomesTrueAsync(
            async () => (await Service<SessionQueries>().SummaryAsync(Project, SessionFilter.None, CancellationToken.None)) is { Sessions: 4 },
            CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
