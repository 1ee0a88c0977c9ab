using System.Globalization;
using System.Net.Mime;
using SupportDashboard.LocalPhoenix.Collector;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>
/// What holds for every answer: the version headers, the check of the Host header, errors as plain text or, to exporters, as OTLP asks. Nothing that
/// goes wrong in a handler leaves as more than a sentence; the details are in the log.
/// </summary>
internal sealed partial class PhoenixProtocol(RequestDelegate next, LocalPhoenixOptions options, ILogger<PhoenixProtocol> logger)
{
    /// <summary>The Phoenix release whose REST API this server speaks; the official clients ask for it before they use a feature.</summary>
    public const string Version = "20.3.0";

    /// <summary>The header by which another SupportDashboard tells an embedded Phoenix from a real one.</summary>
    public const string OwnHeader = "x-support-dashboard";

    // A disk that is full does not empty itself at once.
    private const string RetryAfterFailure = "5";

    private const string VersionHeader = "x-phoenix-server-version";

    // A page on another site can point a host name of its own at 127.0.0.1; its requests carry that name.
    private static readonly HashSet<string> Hosts = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };

    // Where others reach it by whatever name, everyone needs a key, and such a page has none.
    private readonly bool _anyHost = options.Listen.IsOpen;

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers[VersionHeader] = Version;
        context.Response.Headers[OwnHeader] = "1";
        if (!_anyHost && !Hosts.Contains(context.Request.Host.Host))
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, "Invalid Host header");
            return;
        }

        try
        {
            await next(context);
            await NameBareErrorAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; there is nobody to answer.
        }
        catch (ApiException exception) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, exception);
        }
        catch (StoreUnavailableException exception) when (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = RetryAfterFailure;
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, exception.Message);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogFailure(exception, context.Request.Method, context.Request.Path);
            await WriteAsync(context, StatusCodes.Status500InternalServerError, "Internal Server Error");
        }
    }

    /// <summary>Routing answers an unknown path or method without a body; Phoenix names it.</summary>
    private static Task NameBareErrorAsync(HttpContext context) => context.Response switch
    {
        { HasStarted: false, StatusCode: StatusCodes.Status404NotFound } => WriteAsync(context, StatusCodes.Status404NotFound, "Not Found"),
        { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed } => WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Method Not Allowed"),
        _ => Task.CompletedTask,
    };

    private static Task WriteAsync(HttpContext context, ApiException exception)
    {
        if (exception.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (exception.Input is not { } input)
        {
            return WriteAsync(context, exception.Status, exception.Message);
        }

        context.Response.StatusCode = exception.Status;
        return context.Response.WriteAsJsonAsync(
            new ValidationAnswer([input]), ApiJson.Default.ValidationAnswer, MediaTypeNames.Application.Json, context.RequestAborted);
    }

    private static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        if (TraceEndpoint.FormatOf(context.Request) is { } format)
        {
            context.Response.ContentType = format.ContentType;
            return context.Response.Body.WriteAsync(format.WriteError(text), context.RequestAborted).AsTask();
        }

        context.Response.ContentType = MediaTypeNames.Text.Plain + "; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Error, "The embedded Phoenix could not answer {Method} {Path}")]
    private partial void LogFailure(Exception exception, string method, PathString path);
}
