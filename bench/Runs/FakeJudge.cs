using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportDashboard.Bench.Runs;

/// <summary>An OpenAI-compatible server on loopback that takes a fixed time for a verdict, and refuses every twentieth call when asked to.</summary>
internal sealed class FakeJudge : IAsyncDisposable
{
    private const int RefusedOneOf = 20;

    private static readonly byte[] Verdict = Encoding.UTF8.GetBytes("""
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"fake","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","refusal":null,
        "content":"{\"explanation\":\"The customer got what she came for in the first turn, and said so.\",\"evidence\":[{\"turn\":1,\"quote\":\"order\"}],\"label\":\"resolved\"}"}}],
        "usage":{"prompt_tokens":800,"completion_tokens":60,"total_tokens":860}}
        """);

    private static readonly byte[] Refusal = Encoding.UTF8.GetBytes("""{"error":{"message":"Slow down.","type":"requests","code":"rate_limit_exceeded"}}""");

    private readonly WebApplication _app;
    private long _calls;

    private FakeJudge(WebApplication app) => _app = app;

    /// <summary>The base address, as <c>OPENAI_BASE_URL</c> wants it.</summary>
    public Uri Endpoint => new(_app.Urls.Single() + "/v1");

    /// <summary>How long a verdict takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Refuses 5 % of the calls with 429 and Retry-After 1 s.</summary>
    public bool Refuses { get; set; }

    public static async Task<FakeJudge> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var judge = new FakeJudge(builder.Build());
        judge._app.MapPost("/v1/chat/completions", judge.AnswerAsync);
        await judge._app.StartAsync(cancellationToken);
        return judge;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        var refused = Refuses && Interlocked.Increment(ref _calls) % RefusedOneOf == 0;
        if (refused)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "1";
        }
        else if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, context.RequestAborted);
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(refused ? Refusal : Verdict, context.RequestAborted);
    }
}
