using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportDashboard.Tests.Fakes;

/// <summary>
/// An OpenAI-compatible server on loopback whose chat answers a test decides call by call; the last one repeats. Embeddings are one fixed direction, so
/// that every help article is found, unless the test decides about them too.
/// </summary>
internal sealed class ScriptedModel : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<JsonElement> _chatCalls = new();
    private readonly IReadOnlyList<Func<HttpContext, Task>> _answers;
    private int _count;

    private ScriptedModel(WebApplication app, IReadOnlyList<Func<HttpContext, Task>> answers) => (_app, _answers) = (app, answers);

    /// <summary>The base address, as <c>OPENAI_BASE_URL</c> wants it.</summary>
    public Uri Endpoint => new(_app.Urls.Single() + "/v1");

    /// <summary>The bodies of the chat calls, in order.</summary>
    public IReadOnlyList<JsonElement> ChatCalls => [.. _chatCalls];

    /// <summary>Answers embedding calls instead of the fixed direction when set.</summary>
    public Func<HttpContext, Task>? Embeddings { get; set; }

    public static async Task<ScriptedModel> StartAsync(params Func<HttpContext, Task>[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var model = new ScriptedModel(app, answers);
        app.MapPost("/v1/chat/completions", model.AnswerAsync);
        app.MapPost("/v1/embeddings", context => model.Embeddings is { } embeddings ? embeddings(context) : EmbedAsync(context));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return model;
    }

    /// <summary>A classification, as structured output.</summary>
    public static Func<HttpContext, Task> Classifies(string category) =>
        Completes(JsonSerializer.Serialize(new { reasoning = "scripted", category, confidence = "high" }));

    /// <summary>A whole answer.</summary>
    public static Func<HttpContext, Task> Completes(string text) => context => WriteAsync(context, 200, Completion(new { role = "assistant", content = text }));

    /// <summary>A streamed answer in these pieces.</summary>
    public static Func<HttpContext, Task> Streams(params string[] pieces) => async context =>
    {
        await SendPiecesAsync(context, pieces);
        await SendAsync(context, new { }, "stop");
        await SendUsageAsync(context);
    };

    /// <summary>A streamed answer that ends after these pieces, without a finish reason.</summary>
    public static Func<HttpContext, Task> BreaksOffAfter(params string[] pieces) => context => SendPiecesAsync(context, pieces);

    /// <summary>A streamed answer whose connection is cut after these pieces.</summary>
    public static Func<HttpContext, Task> CutsTheLineAfter(params string[] pieces) => async context =>
    {
        await SendPiecesAsync(context, pieces);
        throw new InvalidOperationException("The server fails in the middle of the answer, which closes the connection.");
    };

    /// <summary>A streamed answer that stays silent after these pieces until the client gives up.</summary>
    public static Func<HttpContext, Task> HangsAfter(params string[] pieces) => async context =>
    {
        if (pieces.Length > 0)
        {
            await SendPiecesAsync(context, pieces);
        }

        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    };

    /// <summary>A streamed tool call.</summary>
    public static Func<HttpContext, Task> Calls(string name, string arguments) => async context =>
    {
        await SendAsync(context, new { role = "assistant", tool_calls = new[] { new { index = 0, id = "call_1", type = "function", function = new { name, arguments = "" } } } }, null);
        await SendAsync(context, new { tool_calls = new[] { new { index = 0, function = new { arguments } } } }, null);
        await SendAsync(context, new { }, "tool_calls");
        await SendUsageAsync(context);
    };

    /// <summary>An error in OpenAI's format; the message echoes the key that was sent, as some servers do.</summary>
    public static Func<HttpContext, Task> Fails(int status, string? code = null) => context => WriteAsync(
        context, status, new { error = new { message = $"Refused: {context.Request.Headers.Authorization}", type = "scripted_error", param = (string?)null, code } });

    /// <summary>Any bytes with any status.</summary>
    public static Func<HttpContext, Task> Writes(int status, string contentType, string body) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task EmbedAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var vector = Convert.ToBase64String([0, 0, 128, 63, 0, 0, 0, 0]);
        await WriteAsync(context, 200, new
        {
            @object = "list",
            data = Enumerable.Range(0, body.RootElement.GetProperty("input").GetArrayLength()).Select(index => new { @object = "embedding", index, embedding = vector }),
            model = "scripted-embedding",
            usage = new { prompt_tokens = 5, total_tokens = 5 },
        });
    }

    private static async Task SendPiecesAsync(HttpContext context, string[] pieces)
    {
        foreach (var piece in pieces)
        {
            await SendAsync(context, new { role = "assistant", content = piece }, null);
        }
    }

    private static Task SendAsync(HttpContext context, object delta, string? finish) =>
        SendAsync(context, new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1, model = "scripted-chat", choices = new object[] { new { index = 0, delta, finish_reason = finish } } });

    private static async Task SendUsageAsync(HttpContext context)
    {
        await SendAsync(context, new
        {
            id = "chatcmpl-1",
            @object = "chat.completion.chunk",
            created = 1,
            model = "scripted-chat",
            choices = Array.Empty<object>(),
            usage = new { prompt_tokens = 100, completion_tokens = 10, total_tokens = 110 },
        });
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static async Task SendAsync(HttpContext context, object chunk)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "text/event-stream";
        }

        await context.Response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n");
        await context.Response.Body.FlushAsync();
    }

    private static object Completion(object message) => new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1,
        model = "scripted-chat",
        choices = new[] { new { index = 0, message, finish_reason = "stop" } },
        usage = new { prompt_tokens = 100, completion_tokens = 10, total_tokens = 110 },
    };

    private static Task WriteAsync(HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        _chatCalls.Enqueue(body.RootElement.Clone());
        var number = Interlocked.Increment(ref _count);
        await _answers[Math.Min(number, _answers.Count) - 1](context);
    }
}
