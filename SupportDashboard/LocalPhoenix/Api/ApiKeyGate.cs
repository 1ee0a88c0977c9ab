using Microsoft.Net.Http.Headers;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>
/// Lets only callers with a key through. What is open is listed, and everything else is closed: a path that is added, or is
/// spelled in a way that only routing understands, cannot be forgotten.
/// </summary>
internal sealed class ApiKeyGate(RequestDelegate next, ApiKeys keys)
{
    private const string Scheme = "Bearer";

    // Phoenix's own words.
    private const string Challenge = "Bearer realm=\"Arize Phoenix\"";

    public Task InvokeAsync(HttpContext context)
    {
        if (ServerEndpoints.Open.Contains(context.Request.Path.Value ?? "") || IsAllowed(context.Request, keys))
        {
            return next(context);
        }

        context.Response.Headers[HeaderNames.WWWAuthenticate] = Challenge;
        throw ApiException.Text(StatusCodes.Status401Unauthorized, "Invalid token");
    }

    /// <summary>Whether the request carries one of the keys as bearer token.</summary>
    public static bool IsAllowed(HttpRequest request, ApiKeys keys) => keys.Accept(Token(request));

    /// <summary>The bearer token; empty when there is none, which is no key.</summary>
    private static ReadOnlySpan<char> Token(HttpRequest request)
    {
        var header = request.Headers.Authorization is [{ } only] ? only.AsSpan().Trim() : [];
        var space = header.IndexOf(' ');
        return space > 0 && header[..space].Equals(Scheme, StringComparison.OrdinalIgnoreCase) ? header[(space + 1)..].Trim() : [];
    }
}
