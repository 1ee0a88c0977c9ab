namespace SupportDashboard.Hosting;

/// <summary>Hands what the inner application logs to the outer one's loggers.</summary>
internal sealed class ForwardingLoggers(ILoggerFactory outer) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => outer.CreateLogger(categoryName);

    public void Dispose()
    {
        // The outer factory belongs to the outer application.
    }
}
