using Microsoft.Extensions.DependencyInjection;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Phoenix;

/// <summary>The real generated client with its handlers, pointed at an address.</summary>
internal sealed class ClientBench : IDisposable
{
    /// <summary>Quick to give up, so that a test of a failure takes no time.</summary>
    public static readonly PhoenixLimits Hasty = new()
    {
        AttemptTimeout = TimeSpan.FromMilliseconds(400),
        TotalTimeout = TimeSpan.FromSeconds(5),
        Retries = 1,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        LargestAnswer = 1024 * 1024,
    };

    private readonly ServiceProvider _services;

    public ClientBench(Uri address, PhoenixLimits? limits = null, string? apiKey = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PhoenixConnection>();
        services.AddSingleton<PhoenixProjects>();
        services.AddPhoenixClient(limits ?? Hasty with { AttemptTimeout = TimeSpan.FromSeconds(10) });
        _services = services.BuildServiceProvider();
        Connection.Use(PhoenixMode.Remote, address, "support-bot", apiKey, notice: null);
    }

    public PhoenixConnection Connection => _services.GetRequiredService<PhoenixConnection>();

    public IPhoenixClient Client => _services.GetRequiredService<IPhoenixClient>();

    public PhoenixProjects Projects => _services.GetRequiredService<PhoenixProjects>();

    public void Dispose() => _services.Dispose();
}
