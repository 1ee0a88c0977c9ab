using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SupportDashboard.Hosting;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Phoenix;

/// <summary>Which Phoenix is used, decided against real listeners.</summary>
public sealed class PhoenixStartupTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;
    private readonly PhoenixConnection _connection = new(TimeProvider.System);
    private readonly TraceFeed _feed = new();
    private readonly List<IAsyncDisposable> _servers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_configured_Phoenix_is_used_even_when_it_is_down()
    {
        await StartAsync(new PhoenixOptions { Endpoint = new Uri("http://127.0.0.1:9"), ApiKey = "k", Project = "p" }, new LocalPhoenixOptions());

        Assert.Equal((PhoenixMode.Remote, "http://127.0.0.1:9/", "k", "p", null), (_connection.Mode, _connection.Endpoint.AbsoluteUri, _connection.ApiKey, _connection.Project, _connection.Notice));
    }

    [Fact]
    public async Task A_Phoenix_that_already_answers_is_used()
    {
        var server = await ServeAsync("version-header");

        await StartAsync(new PhoenixOptions { ProbeEndpoint = server.Address }, new LocalPhoenixOptions());

        Assert.Equal((PhoenixMode.Discovered, server.Address, "20.3.0", null), (_connection.Mode, _connection.Endpoint, _connection.ServerVersion, _connection.Notice));
        Assert.True(_connection.Health.IsConnected);
    }

    [Fact]
    public async Task The_embedded_Phoenix_of_another_SupportDashboard_is_used_and_named()
    {
        var (other, _) = Local(new LocalPhoenixOptions());
        var address = await other.StartAsync(0, Token);

        await StartAsync(new PhoenixOptions { ProbeEndpoint = address }, new LocalPhoenixOptions());

        Assert.Equal(PhoenixMode.Discovered, _connection.Mode);
        Assert.Contains("another SupportDashboard", _connection.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_taken_by_something_else_gets_the_embedded_one_another_port_and_a_notice()
    {
        await using var stranger = await HttpServer.StartAsync(static context => PhoenixFaultTests.JsonAsync(context, "{}"));

        await StartAsync(new PhoenixOptions { ProbeEndpoint = stranger.Address }, new LocalPhoenixOptions { Port = stranger.Address.Port });

        Assert.Equal(PhoenixMode.Embedded, _connection.Mode);
        Assert.NotEqual(stranger.Address.Port, _connection.Endpoint.Port);
        Assert.Equal($"Port {stranger.Address.Port} is used by another program, so the embedded Phoenix runs on port {_connection.Endpoint.Port}.", _connection.Notice);
    }

    [Fact]
    public async Task A_port_of_gRPC_that_is_taken_by_something_else_is_done_without_and_told()
    {
        await using var stranger = await HttpServer.StartAsync(static context => PhoenixFaultTests.JsonAsync(context, "{}"));
        var port = FreePort();

        await StartAsync(
            new PhoenixOptions { ProbeEndpoint = new Uri($"http://127.0.0.1:{port}") }, new LocalPhoenixOptions { Port = port, GrpcPort = stranger.Address.Port });

        Assert.Equal((PhoenixMode.Embedded, port), (_connection.Mode, _connection.Endpoint.Port));
        Assert.Equal($"Port {stranger.Address.Port} is used by another program, so traces that are sent over gRPC do not arrive here.", _connection.Notice);
        using var http = new HttpClient();
        Assert.Equal("20.3.0", (await http.GetStringAsync(new Uri(_connection.Endpoint, "/arize_phoenix_version"), Token)).Trim());
    }

    [Fact]
    public async Task With_nobody_there_the_embedded_one_starts_on_its_port()
    {
        var port = FreePort();

        await StartAsync(new PhoenixOptions { ProbeEndpoint = new Uri($"http://127.0.0.1:{port}") }, new LocalPhoenixOptions { Port = port });

        Assert.Equal((PhoenixMode.Embedded, port, null), (_connection.Mode, _connection.Endpoint.Port, _connection.Notice));
        using var http = new HttpClient();
        Assert.Equal("20.3.0", (await http.GetStringAsync(new Uri(_connection.Endpoint, "/arize_phoenix_version"), Token)).Trim());
    }

    [Fact]
    public async Task Forced_on_the_embedded_one_wins_over_everything_and_says_so()
    {
        await StartAsync(new PhoenixOptions { Endpoint = new Uri("http://127.0.0.1:9"), ApiKey = "k" }, new LocalPhoenixOptions { Enabled = true, Port = 0 });

        Assert.Equal((PhoenixMode.Embedded, null), (_connection.Mode, _connection.ApiKey));
        Assert.NotNull(_connection.Notice);
    }

    [Fact]
    public async Task Forbidden_and_with_nobody_there_it_stays_unreachable_with_a_sentence()
    {
        await StartAsync(new PhoenixOptions { ProbeEndpoint = new Uri($"http://127.0.0.1:{FreePort()}") }, new LocalPhoenixOptions { Enabled = false });

        Assert.Equal((PhoenixMode.Remote, PhoenixHealthState.Unreachable), (_connection.Mode, _connection.Health.State));
        Assert.Contains("No Phoenix answers", _connection.Health.Reason, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<HttpServer> ServeAsync(string recording)
    {
        var server = await HttpServer.ReplayAsync(recording);
        _servers.Add(server);
        return server;
    }

    private (LocalPhoenixServer Server, IOptions<LocalPhoenixOptions> Options) Local(LocalPhoenixOptions options)
    {
        // A test that is about the port of gRPC says so; the usual one may be in use.
        options.GrpcPort = options.GrpcPort == new LocalPhoenixOptions().GrpcPort ? 0 : options.GrpcPort;
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(Options.Create(options));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => DataFolder.Open(Path.Combine(_folder, Guid.NewGuid().ToString())));
        services.AddSingleton<LocalPhoenixServer>();
        var provider = services.BuildServiceProvider();
        _servers.Insert(0, provider);
        return (provider.GetRequiredService<LocalPhoenixServer>(), Options.Create(options));
    }

    private async Task StartAsync(PhoenixOptions options, LocalPhoenixOptions localOptions)
    {
        var (server, local) = Local(localOptions);
        var http = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        _servers.Add(http);
        var probe = new PhoenixProbe(http.GetRequiredService<IHttpClientFactory>());
        await new PhoenixStartup(_connection, options, local, server, probe, _feed, NullLogger<PhoenixStartup>.Instance).StartAsync(Token);
    }
}
