using Microsoft.Extensions.Options;
using SupportDashboard.LocalPhoenix;

namespace SupportDashboard.Phoenix;

/// <summary>
/// Decides at start which Phoenix is used: the configured one (also when it is down: the application starts and says so),
/// else one that answers on localhost:6006, else the embedded one.
/// </summary>
internal sealed partial class PhoenixStartup(
    PhoenixConnection connection, PhoenixOptions options, IOptions<LocalPhoenixOptions> local, LocalPhoenixServer server, PhoenixProbe probe, TraceFeed feed, ILogger<PhoenixStartup> logger)
    : IHostedService
{
    private IDisposable? _subscription;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (local.Value.Enabled == true)
        {
            await EmbedAsync(options.Endpoint is null ? null : "LocalPhoenix:Enabled is true, so the embedded Phoenix is used and the configured one is not.", cancellationToken);
        }
        else if (options.Endpoint is { } endpoint)
        {
            connection.Use(PhoenixMode.Remote, endpoint, options.Project, options.ApiKey, notice: null);
            LogChosen(connection.Mode, Shown(endpoint));
        }
        else if (await probe.AskAsync(options.ProbeEndpoint, cancellationToken) is { } answer)
        {
            Discover(answer);
        }
        else if (local.Value.Enabled == false)
        {
            GiveUp();
        }
        else
        {
            await EmbedAsync(notice: null, cancellationToken);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        await server.StopAsync(cancellationToken);
    }

    private static string Shown(Uri address) => address.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private void Discover(ProbeAnswer answer)
    {
        var notice = answer.IsSupportDashboard
            ? $"The Phoenix on {Shown(options.ProbeEndpoint)} belongs to another SupportDashboard that is running; when that one stops, this one loses it."
            : null;
        connection.Use(PhoenixMode.Discovered, options.ProbeEndpoint, options.Project, options.ApiKey, notice);
        connection.ReportSuccess(answer.Version);
        LogChosen(connection.Mode, Shown(options.ProbeEndpoint));
    }

    private void GiveUp()
    {
        var sentence = $"No Phoenix answers on {Shown(options.ProbeEndpoint)}, and the embedded one is switched off by LocalPhoenix:Enabled.";
        connection.Use(PhoenixMode.Remote, options.ProbeEndpoint, options.Project, options.ApiKey, sentence);
        connection.ReportFailure(new PhoenixException(PhoenixFailure.Unreachable, sentence));
        LogNotice(sentence);
    }

    private async Task EmbedAsync(string? notice, CancellationToken cancellationToken)
    {
        Uri address;
        try
        {
            address = await server.StartAsync(local.Value.Port, cancellationToken);
        }
        catch (IOException)
        {
            address = await server.StartAsync(0, cancellationToken);
            notice = $"Port {local.Value.Port} is used by another program, so the embedded Phoenix runs on port {address.Port}.";
        }

        _subscription = server.Subscribe(feed.Publish);
        // What the store has to say (a damaged file was set aside) matters at least as much as the port.
        notice = server.Notice is { } told ? $"{told} {notice}".TrimEnd() : notice;
        connection.Use(PhoenixMode.Embedded, address, options.Project, local.Value.Keys.Own, notice);
        if (notice is not null)
        {
            LogNotice(notice);
        }

        LogListening(Shown(address));
        if (server.GrpcAddress is { } grpc)
        {
            LogReceiving(Shown(grpc));
        }
    }

    [LoggerMessage(LogLevel.Information, "The embedded Phoenix listens on {Address}")]
    private partial void LogListening(string address);

    [LoggerMessage(LogLevel.Information, "OTLP over gRPC is received on {Address}")]
    private partial void LogReceiving(string address);

    [LoggerMessage(LogLevel.Information, "The {Mode} Phoenix at {Address} is used")]
    private partial void LogChosen(PhoenixMode mode, string address);

    [LoggerMessage(LogLevel.Warning, "{Notice}")]
    private partial void LogNotice(string notice);
}
