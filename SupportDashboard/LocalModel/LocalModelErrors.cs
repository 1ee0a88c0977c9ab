namespace SupportDashboard.LocalModel;

/// <summary>
/// Errors in OpenAI's format: <c>{"error":{"message","type","param","code"}}</c>
/// (https://platform.openai.com/docs/guides/error-codes).
/// </summary>
internal static class LocalModelErrors
{
    private const string InvalidRequest = "invalid_request_error";

    public static IResult Invalid(string message, string? param = null, string? code = null) =>
        Create(StatusCodes.Status400BadRequest, message, InvalidRequest, param, code);

    public static IResult UnknownModel(string name) => Create(
        StatusCodes.Status404NotFound, $"The model `{Shorten(name)}` does not exist; this server only has `{LocalModelServer.ModelName}`.", InvalidRequest, null, "model_not_found");

    /// <summary>Gives the framework's bare answers (404, 405, 413, 415) a body, and turns a broken body into one.</summary>
    public static void UseLocalModelErrors(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = bad.StatusCode;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } response)
        {
            await Create(response.StatusCode, Describe(context), InvalidRequest, null, null).ExecuteAsync(context);
        }
    });

    private static string Describe(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"Invalid URL ({context.Request.Method} {Shorten(context.Request.Path)})",
        StatusCodes.Status405MethodNotAllowed => $"Not allowed to {context.Request.Method} on {Shorten(context.Request.Path)}",
        StatusCodes.Status413PayloadTooLarge => "The request body is too large.",
        _ => "The request could not be read.",
    };

    private static IResult Create(int status, string message, string type, string? param, string? code) =>
        Results.Json(new { error = new { message, type, param, code } }, statusCode: status);

    private static string Shorten(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
