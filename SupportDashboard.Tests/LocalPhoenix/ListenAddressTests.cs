using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using SupportDashboard.LocalPhoenix;
using StatusCode = Grpc.Core.StatusCode;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class ListenAddressTests
{
    private static readonly ApiKeys Keys = ApiKeys.Parse("secret");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public void An_address_that_others_reach_is_refused_without_a_key(string address)
    {
        var refused = Assert.Throws<ListenAddressException>(() => ListenAddress.Parse(address, ApiKeys.None));

        Assert.Contains(ApiKeys.ConfigurationKey, refused.Message, StringComparison.Ordinal);
        Assert.True(ListenAddress.Parse(address, Keys).IsOpen);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("LocalHost")]
    public void An_address_of_this_machine_only_needs_none(string address) => Assert.False(ListenAddress.Parse(address, ApiKeys.None).IsOpen);

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("http://0.0.0.0")]
    public void What_is_no_address_is_refused_with_a_sentence(string address) =>
        Assert.Contains(address, Assert.Throws<ListenAddressException>(() => ListenAddress.Parse(address, Keys)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0.0.0.0", "http://0.0.0.0:6006", "http://127.0.0.1:6006/")]
    [InlineData("::", "http://[::]:6006", "http://[::1]:6006/")]
    [InlineData("127.0.0.1", "http://127.0.0.1:6006", "http://127.0.0.1:6006/")]
    [InlineData("192.0.2.1", "http://192.0.2.1:6006,http://127.0.0.1:6007", "http://127.0.0.1:6007/")]
    public void The_application_itself_uses_loopback(string address, string bound, string own) =>
        Assert.Equal(own, ListenAddress.Parse(address, Keys).Own(bound.Split(',')).AbsoluteUri);

    [Fact]
    public async Task An_address_that_this_machine_does_not_have_is_told_with_a_sentence()
    {
        await using var phoenix = new TestPhoenix(static options => (options.Address, options.Keys) = ("192.0.2.1", Keys));

        var refused = await Assert.ThrowsAsync<ListenAddressException>(() => phoenix.Server.StartAsync(0, Token));

        Assert.Contains("192.0.2.1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_another_address_every_call_needs_the_key_and_any_host_name_is_served()
    {
        await using var phoenix = new TestPhoenix(static options => (options.Address, options.Keys) = ("0.0.0.0", Keys));
        using var own = await phoenix.ConnectAsync(Token);
        using var http = new HttpClient { BaseAddress = new UriBuilder(own.BaseAddress!) { Host = OtherAddress().ToString() }.Uri };
        using var anonymous = await http.GetAsync("/v1/projects", Token);
        http.DefaultRequestHeaders.Host = "phoenix.example.com";
        http.DefaultRequestHeaders.Authorization = new("Bearer", "secret");
        using var known = await http.GetAsync("/v1/projects", Token);

        Assert.True(own.BaseAddress!.IsLoopback);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (anonymous.StatusCode, known.StatusCode));
    }

    [Fact]
    public async Task Every_call_over_gRPC_needs_the_key_too()
    {
        await using var phoenix = new TestPhoenix(static options => (options.Address, options.Keys) = ("0.0.0.0", Keys));
        using var http = await phoenix.ConnectAsync(Token);
        var address = phoenix.Server.GrpcAddress!;
        using var anonymous = new GrpcSender(address);
        using var stranger = new GrpcSender(address, ("authorization", "Bearer wrong"));
        using var known = new GrpcSender(address, ("authorization", "Bearer secret"));
        var export = Otlp.Export("guarded", Otlp.Span());

        Assert.True(address.IsLoopback);
        Assert.Equal((StatusCode.Unauthenticated, "Invalid token", null), await anonymous.FailAsync(export));
        Assert.Equal(StatusCode.Unauthenticated, (await stranger.FailAsync(export)).Code);
        Assert.Null((await known.SendAsync(export)).PartialSuccess);
    }

    // Without a network there is still the rest of 127.0.0.0/8, which only a listener on all addresses answers.
    private static IPAddress OtherAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(static card => card.OperationalStatus == OperationalStatus.Up)
        .SelectMany(static card => card.GetIPProperties().UnicastAddresses)
        .Select(static unicast => unicast.Address)
        .FirstOrDefault(static address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)) ?? IPAddress.Parse("127.0.0.2");
}
