using System.Net;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>What one client may hold, over real sockets.</summary>
public sealed class ClientLimitTests
{
    private const int MaxBody = 256 * 1024;
    private const int LocalRoom = 16;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_with_too_many_requests_in_progress_is_told_when_to_come_back()
    {
        await using var phoenix = new TestPhoenix(static options => options.MaxRequestsPerClient = 1);
        using var http = await phoenix.ConnectAsync(Token);
        var hanging = new List<HangingUpload>();
        for (var request = 0; request < 2 * LocalRoom; request++)
        {
            hanging.Add(await HangingUpload.StartAsync(http.BaseAddress!, 1000, Token));
        }

        using var grpc = new GrpcSender(phoenix.Server.GrpcAddress!);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync() == HttpStatusCode.TooManyRequests, Token);
        using var refused = await http.GetAsync("/v1/projects", Token);
        var (code, _, retry) = await grpc.FailAsync(Otlp.Export("p", Otlp.Span()));
        hanging.ForEach(static upload => upload.Dispose());
        await Eventually.BecomesTrueAsync(async () => await StatusAsync() == HttpStatusCode.OK, Token);

        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal((Grpc.Core.StatusCode.ResourceExhausted, TimeSpan.FromSeconds(1)), (code, retry));

        async Task<HttpStatusCode> StatusAsync()
        {
            using var answer = await http.GetAsync("/v1/projects", Token);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task An_upload_that_hangs_is_cut_off_and_gives_its_bytes_back()
    {
        await using var phoenix = new TestPhoenix(static options =>
        {
            options.MaxBodyBytes = MaxBody;
            options.MaxPendingBytes = MaxBody;
            options.SlowPatience = TimeSpan.FromSeconds(1.5);
        });
        using var http = await phoenix.ConnectAsync(Token);
        using var hanging = await HangingUpload.HoldAsync(http, MaxBody - 1, Token);

        var told = await hanging.ReadToEndAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
        using var answer = await Otlp.PostAsync(http, Otlp.Export("after", Otlp.Span(attributes: ("input.value", new string('x', 10_000)))), cancellationToken: Token);

        Assert.StartsWith("HTTP/1.1 408", told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
