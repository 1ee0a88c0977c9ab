using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportDashboard.Tests.Phoenix;

/// <summary>A real Kestrel on a free loopback port that answers as a test says, and remembers what it was asked.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<string> _requests = [];

    private HttpServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>The requests so far, as "GET /path?query".</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<HttpServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new HttpServer(app);
        app.Run(async context =>
        {
            lock (server._requests)
            {
                server._requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            }

            await answer(context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>A server that replays recordings.</summary>
    public static Task<HttpServer> ReplayAsync(params string[] names)
    {
        var recordings = names.Select(Recording.Load).ToList();
        return StartAsync(async context =>
        {
            if (recordings.Find(recording => recording.Answers(context.Request)) is { } recording)
            {
                await recording.ReplayAsync(context.Response);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status418ImATeapot;
                await context.Response.WriteAsync("not recorded");
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
