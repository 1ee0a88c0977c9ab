using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportDashboard.Tests.Fakes;

/// <summary>An OpenAI-compatible server on loopback whose answers a test decides, so that the client under test is the real one.</summary>
internal sealed class ScriptedJudge : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<JudgeCall> _calls = new();
    private int _count;

    private ScriptedJudge(WebApplication app) => _app = app;

    /// <summary>The base address, as <c>OPENAI_BASE_URL</c> wants it.</summary>
    public Uri Endpoint => new(_app.Urls.Single() + "/v1");

    /// <summary>What was asked so far.</summary>
    public IReadOnlyCollection<JudgeCall> Calls => _calls;

    public static Task<ScriptedJudge> StartAsync(Func<JudgeCall, IResult> answer) => StartAsync((call, _) => Task.FromResult(answer(call)));

    public static async Task<ScriptedJudge> StartAsync(Func<JudgeCall, HttpContext, Task<IResult>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var server = new ScriptedJudge(app);
        app.MapPost("/v1/chat/completions", async (HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var call = new JudgeCall(Interlocked.Increment(ref server._count), body.RootElement.Clone());
            server._calls.Enqueue(call);
            return await answer(call, context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Waits until the client gives up.</summary>
    public static async Task<IResult> HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        return Results.Empty;
    }

    /// <summary>A verdict that keeps to the schema.</summary>
    public static IResult Verdict(string label, string explanation = "It was decided in turn 1.", params (int Turn, string Quote)[] evidence) =>
        Content(JsonSerializer.Serialize(new { explanation, evidence = evidence.Select(static quote => new { turn = quote.Turn, quote = quote.Quote }), label }));

    /// <summary>A completion with any text.</summary>
    public static IResult Content(string? content, string finishReason = "stop", string? refusal = null) => Results.Json(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1,
        model = "scripted",
        choices = new[] { new { index = 0, message = new { role = "assistant", content, refusal }, finish_reason = finishReason } },
        usage = new { prompt_tokens = 100, completion_tokens = 10, total_tokens = 110 },
    });

    /// <summary>An error in OpenAI's format.</summary>
    public static IResult Error(int status, string code) =>
        Results.Json(new { error = new { message = "scripted", type = code, code } }, statusCode: status);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
