using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportDashboard.Tests.Fakes;

/// <summary>Stands between the application and a real server on loopback, and fails when a test says so.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly HttpClient _target;
    private readonly ConcurrentQueue<string> _requests = new();
    private WebApplication? _app;
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ProxyFault _fault;
    private int _calls;

    private FaultyProxy(Uri target) => _target = new HttpClient { BaseAddress = new Uri(target.GetLeftPart(UriPartial.Authority)) };

    public Uri Address => new(_app!.Urls.First());

    /// <summary>What was asked, as "GET /path?query", whatever became of it.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>How many requests came, whatever became of them.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>What happens to requests from now on, and to those that are held.</summary>
    public ProxyFault Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    public static async Task<FaultyProxy> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        var proxy = new FaultyProxy(target) { _app = builder.Build() };
        proxy._app.Run(proxy.AnswerAsync);
        await proxy._app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        Fault = ProxyFault.Down;
        await _app!.DisposeAsync();
        _target.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _calls);
        _requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        while (_changed is var changed && _fault == ProxyFault.Hold)
        {
            await changed.Task.WaitAsync(context.RequestAborted);
        }

        await (_fault switch
        {
            ProxyFault.Unauthorized => Results.Text("Invalid token", "text/plain", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context),
            ProxyFault.ServerError => Results.Json(new { error = new { message = "scripted", type = "server_error" } }, statusCode: StatusCodes.Status500InternalServerError).ExecuteAsync(context),
            ProxyFault.WebPage => Results.Text("<!doctype html><title>It works!</title>", "text/html").ExecuteAsync(context),
            ProxyFault.BrokenJson => Results.Text("{\"data\": [{\"id\":", "application/json").ExecuteAsync(context),
            ProxyFault.Down => AbortAsync(context),
            _ => PassOnAsync(context),
        });
    }

    private static Task AbortAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString.Value);
        request.Content = body.Length > 0 ? new ByteArrayContent(body.ToArray()) : null;
        foreach (var header in context.Request.Headers.Where(static header => header.Key is "Content-Type" or "Content-Encoding"))
        {
            request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
        }

        using var answer = await _target.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(static header => header.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase) || header.Key == "Content-Type"))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
