using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class ByteBudgetTests
{
    private const int Limit = 100_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_than_may_be_in_progress_is_refused_and_fits_again_when_the_first_is_done()
    {
        var budget = new ByteBudget(Limit);
        var held = await RequestBody.ReadAsync(Request(60_000), budget, Limit, Token);

        var refusal = await Assert.ThrowsAsync<ApiException>(() => RequestBody.ReadAsync(Request(60_000), budget, Limit, Token));
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, refusal.Status);

        held.Dispose();
        using var second = await RequestBody.ReadAsync(Request(60_000), budget, Limit, Token);
        Assert.Equal(60_000, second.Bytes.Length);
    }

    [Fact]
    public async Task A_refusal_says_when_to_come_back()
    {
        var context = new DefaultHttpContext { Request = { Host = new HostString("localhost") } };
        var protocol = new PhoenixProtocol(static _ => throw ApiException.Busy(), NullLogger<PhoenixProtocol>.Instance);

        await protocol.InvokeAsync(context);

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, context.Response.StatusCode);
        Assert.Equal("1", context.Response.Headers.RetryAfter);
    }

    private static HttpRequest Request(int bytes) => new DefaultHttpContext { Request = { Body = new MemoryStream(new byte[bytes]) } }.Request;
}
