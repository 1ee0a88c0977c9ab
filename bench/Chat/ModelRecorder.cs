using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SupportDashboard.Bench.Chat;

/// <summary>Stands between the agent and its model for a turn, and keeps the requests so that bare HTTP can send the same ones.</summary>
internal sealed class ModelRecorder : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly WebApplication _app;
    private List<RecordedCall> _calls = [];

    private ModelRecorder(Uri model)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(context => ForwardAsync(context, model));
    }

    /// <summary>The base address that the agent is given.</summary>
    public Uri Address => new(_app.Urls.First() + "/v1");

    public static async Task<ModelRecorder> StartAsync(Uri model, CancellationToken cancellationToken)
    {
        var recorder = new ModelRecorder(model);
        await recorder._app.StartAsync(cancellationToken);
        return recorder;
    }

    /// <summary>The calls since the last time.</summary>
    public IReadOnlyList<RecordedCall> Take() => Interlocked.Exchange(ref _calls, []);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task ForwardAsync(HttpContext context, Uri model)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var call = new RecordedCall(context.Request.Path.Value!["/v1/".Length..], body.ToArray());
        _calls.Add(call);
        using var content = new ByteArrayContent(call.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(new Uri($"{model}/{call.Path}"), content, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
