using System.Net;
using System.Net.Sockets;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class LocalPhoenixServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/arize_phoenix_version", HttpStatusCode.OK)]
    [InlineData("/healthz", HttpStatusCode.OK)]
    [InlineData("/readyz", HttpStatusCode.OK)]
    [InlineData("/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("/graphql", HttpStatusCode.NotFound)]
    public async Task Every_answer_names_the_version_and_says_that_it_is_ours(string path, HttpStatusCode status)
    {
        await using var phoenix = new TestPhoenix();
        var server = phoenix.Server;
        using var http = new HttpClient { BaseAddress = await server.StartAsync(0, Token) };

        using var answer = await http.GetAsync(path, Token);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("20.3.0", Assert.Single(answer.Headers.GetValues("x-phoenix-server-version")));
        Assert.Equal("1", Assert.Single(answer.Headers.GetValues("x-support-dashboard")));
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        await using var phoenix = new TestPhoenix();
        var server = phoenix.Server;
        using var http = new HttpClient { BaseAddress = await server.StartAsync(0, Token) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = "evil.example" } };

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_taken_port_is_an_IOException_and_another_port_works_afterwards()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var phoenix = new TestPhoenix();
        var server = phoenix.Server;

        await Assert.ThrowsAsync<IOException>(() => server.StartAsync(((IPEndPoint)other.LocalEndpoint).Port, Token));
        Assert.Null(server.Address);

        var address = await server.StartAsync(0, Token);
        Assert.Equal("127.0.0.1", address.Host);
        Assert.Equal(address, server.Address);
    }
}
