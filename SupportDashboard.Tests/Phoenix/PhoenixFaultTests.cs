using Microsoft.AspNetCore.Http;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Phoenix;

/// <summary>Each way in which a call can fail, injected, and what becomes of it.</summary>
public sealed class PhoenixFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("auth-401-projects", PhoenixFailure.Unauthorized, PhoenixHealthState.Unauthorized)]
    [InlineData("project-404", PhoenixFailure.NotFound, PhoenixHealthState.Connected)]
    [InlineData("spans-limit-1001-422", PhoenixFailure.Invalid, PhoenixHealthState.Connected)]
    [InlineData("session-annotations-noids-422", PhoenixFailure.Invalid, PhoenixHealthState.Connected)]
    [InlineData("post-session-annotation-name-note-400", PhoenixFailure.Invalid, PhoenixHealthState.Connected)]
    [InlineData("rest-unknown-route-200-html", PhoenixFailure.Malformed, PhoenixHealthState.Unexpected)]
    public async Task A_recorded_error_becomes_its_kind_and_a_sentence(string recording, PhoenixFailure kind, PhoenixHealthState health)
    {
        await using var server = await HttpServer.StartAsync(context => Recording.Load(recording).ReplayAsync(context.Response));
        using var bench = new ClientBench(server.Address);

        var failure = await FailAsync(bench);

        Assert.Equal(kind, failure.Kind);
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
        Assert.Equal(health, bench.Connection.Health.State);
    }

    [Fact]
    public async Task A_text_body_and_a_validation_body_both_reach_the_sentence()
    {
        await using var text = await HttpServer.StartAsync(static context => Recording.Load("post-session-annotation-sync-missing-session-404").ReplayAsync(context.Response));
        await using var json = await HttpServer.StartAsync(static context => Recording.Load("post-session-annotation-bad-kind-422").ReplayAsync(context.Response));
        using var first = new ClientBench(text.Address);
        using var second = new ClientBench(json.Address);

        Assert.Contains("Sessions with IDs nope-1 do not exist", (await FailAsync(first)).Message, StringComparison.Ordinal);
        Assert.Contains("body.data.0.annotator_kind: Input should be 'LLM', 'CODE' or 'HUMAN'", (await FailAsync(second)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, PhoenixFailure.Forbidden, PhoenixHealthState.Connected)]
    [InlineData(429, PhoenixFailure.Busy, PhoenixHealthState.Unexpected)]
    [InlineData(503, PhoenixFailure.Busy, PhoenixHealthState.Unexpected)]
    [InlineData(507, PhoenixFailure.Busy, PhoenixHealthState.Unexpected)]
    [InlineData(500, PhoenixFailure.Unexpected, PhoenixHealthState.Unexpected)]
    [InlineData(302, PhoenixFailure.Unexpected, PhoenixHealthState.Unexpected)]
    [InlineData(502, PhoenixFailure.Unreachable, PhoenixHealthState.Unreachable)]
    [InlineData(504, PhoenixFailure.Timeout, PhoenixHealthState.Unreachable)]
    public async Task A_status_becomes_its_kind(int status, PhoenixFailure kind, PhoenixHealthState health)
    {
        await using var server = await HttpServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://elsewhere.invalid/";
            return Task.CompletedTask;
        });
        using var bench = new ClientBench(server.Address);

        Assert.Equal(kind, (await FailAsync(bench)).Kind);
        Assert.Equal(health, bench.Connection.Health.State);
    }

    [Theory]
    [InlineData("{\"data\": [")]
    [InlineData("{\"next_cursor\": null}")]
    [InlineData("{\"data\": null}")]
    [InlineData("{\"data\": [{\"id\": 7}]}")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_body_that_is_not_what_was_promised_is_malformed(string body)
    {
        await using var server = await HttpServer.StartAsync(context => JsonAsync(context, body));
        using var bench = new ClientBench(server.Address);

        Assert.Equal(PhoenixFailure.Malformed, (await FailAsync(bench)).Kind);
        Assert.Equal(PhoenixHealthState.Unexpected, bench.Connection.Health.State);
    }

    [Fact]
    public async Task Nobody_listening_is_unreachable()
    {
        var server = await HttpServer.StartAsync(static _ => Task.CompletedTask);
        var address = server.Address;
        await server.DisposeAsync();
        using var bench = new ClientBench(address);

        Assert.Equal(PhoenixFailure.Unreachable, (await FailAsync(bench)).Kind);
        Assert.Equal(PhoenixHealthState.Unreachable, bench.Connection.Health.State);
    }

    [Fact]
    public async Task A_slow_server_is_a_timeout_also_in_the_middle_of_the_body()
    {
        await using var server = await HttpServer.StartAsync(static async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{\"data\":");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var bench = new ClientBench(server.Address, ClientBench.Hasty);

        Assert.Equal(PhoenixFailure.Timeout, (await FailAsync(bench)).Kind);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_is_unreachable()
    {
        await using var server = await HttpServer.StartAsync(static async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"data\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var bench = new ClientBench(server.Address);

        Assert.Equal(PhoenixFailure.Unreachable, (await FailAsync(bench)).Kind);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        await using var server = await HttpServer.StartAsync(static async context =>
        {
            context.Response.ContentType = "application/json";
            var chunk = new string(' ', 64 * 1024);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(chunk, context.RequestAborted);
            }
        });
        using var bench = new ClientBench(server.Address);

        Assert.Equal(PhoenixFailure.TooLarge, (await FailAsync(bench)).Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_a_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await using var server = await HttpServer.StartAsync(async context =>
        {
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var bench = new ClientBench(server.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Client.GetProjectsAsync(null, 100, cancelled.Token));
        Assert.Equal(PhoenixHealthState.Connecting, bench.Connection.Health.State);
    }

    internal static Task JsonAsync(HttpContext context, string body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }

    private static Task<PhoenixException> FailAsync(ClientBench bench) =>
        Assert.ThrowsAsync<PhoenixException>(() => bench.Client.GetProjectsAsync(null, 100, Token));
}
