namespace SupportDashboard.Security;

/// <summary>
/// Refuses what another site's page sends here: WebSockets are not covered by the browser's same-origin rule, and a circuit is one.
/// A browser always names the origin of such a request; programs name none and are let through.
/// </summary>
internal sealed class SameOriginGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var changes = context.WebSockets.IsWebSocketRequest || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));
        if (changes && request.Headers.Origin is [{ Length: > 0 } origin] && !IsOwn(origin, request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && HostString.FromUriComponent(uri).Equals(request.Host.HasValue ? Complete(request) : default);

    // The default port is left out of a Host header, and of an origin.
    private static HostString Complete(HttpRequest request) => HostString.FromUriComponent(new Uri($"{request.Scheme}://{request.Host}"));
}
