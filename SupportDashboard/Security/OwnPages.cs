namespace SupportDashboard.Security;

/// <summary>
/// Keeps an endpoint that answers a plain GET for this site's own pages, programs and typed addresses: a browser says in
/// <c>Sec-Fetch-Site</c> when another site's page asks, and that page has no business with a file of conversations.
/// </summary>
internal static class OwnPages
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Answers 403 to other sites' pages.</summary>
    public static RouteHandlerBuilder ForOwnPages(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(static async (context, next) =>
        context.HttpContext.Request.Headers[FetchSite] is [{ } site] && site is not ("same-origin" or "none")
            ? TypedResults.StatusCode(StatusCodes.Status403Forbidden)
            : await next(context));
}
