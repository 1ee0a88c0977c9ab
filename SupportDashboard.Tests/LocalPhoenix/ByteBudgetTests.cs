using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class ByteBudgetTests
{
    private const int Limit = 100_000;
    private const int ClientLimit = 50_000;

    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Other = IPAddress.Parse("192.0.2.2");

    private readonly ByteBudget _budget = new(Limit, ClientLimit);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_than_may_be_in_progress_is_refused_and_fits_again_when_the_first_is_done()
    {
        using var first = _budget.Open(null);
        using var second = _budget.Open(null);
        await RequestBody.ReadAsync(Request(60_000), first, Limit, Token);

        var refusal = await Assert.ThrowsAsync<ApiException>(() => RequestBody.ReadAsync(Request(60_000), second, Limit, Token));
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, refusal.Status);

        first.Dispose();
        Assert.Equal(60_000, (await RequestBody.ReadAsync(Request(60_000), second, Limit, Token)).Length);
    }

    [Fact]
    public void A_request_that_is_alone_may_have_more_than_the_limit()
    {
        using var alone = _budget.Open(One);
        alone.Grow(Limit);
        alone.Grow(Limit);

        using var second = _budget.Open(Other);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, Assert.Throws<ApiException>(() => second.Grow(1)).Status);
    }

    [Fact]
    public void One_client_that_has_too_much_in_progress_is_told_so_and_others_are_served()
    {
        using var first = _budget.Open(One);
        using var second = _budget.Open(One);
        using var other = _budget.Open(Other);
        first.Grow(ClientLimit);

        var refusal = Assert.Throws<ApiException>(() => second.Grow(1));
        other.Grow(ClientLimit);

        Assert.Equal((StatusCodes.Status429TooManyRequests, 1), (refusal.Status, refusal.RetryAfterSeconds));
        first.Dispose();
        second.Grow(1);
    }

    [Fact]
    public void Programs_on_this_machine_have_the_whole()
    {
        using var first = _budget.Open(IPAddress.Loopback);
        using var second = _budget.Open(IPAddress.IPv6Loopback);

        first.Grow(ClientLimit);
        second.Grow(ClientLimit);

        Assert.Equal(Limit, first.Held + second.Held);
    }

    [Fact]
    public void A_share_is_given_back_once()
    {
        var share = _budget.Open(One);
        share.Grow(ClientLimit);
        share.Shrink(10_000);
        share.Dispose();
        share.Dispose();

        using var first = _budget.Open(null);
        using var second = _budget.Open(null);
        first.Grow(Limit);
        Assert.Throws<ApiException>(() => second.Grow(1));
    }

    [Fact]
    public async Task A_refusal_says_when_to_come_back()
    {
        var context = new DefaultHttpContext { Request = { Host = new HostString("localhost") } };
        var protocol = new PhoenixProtocol(static _ => throw ApiException.Busy(), new LocalPhoenixOptions(), NullLogger<PhoenixProtocol>.Instance);

        await protocol.InvokeAsync(context);

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, context.Response.StatusCode);
        Assert.Equal("1", context.Response.Headers.RetryAfter);
    }

    private static HttpRequest Request(int bytes) => new DefaultHttpContext { Request = { Body = new MemoryStream(new byte[bytes]) } }.Request;
}
