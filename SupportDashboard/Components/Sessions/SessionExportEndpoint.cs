using System.Globalization;
using Microsoft.Net.Http.Headers;
using SupportDashboard.Phoenix;
using SupportDashboard.Security;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Export;

namespace SupportDashboard.Components.Sessions;

/// <summary>
/// The shown list as a file: <c>/sessions/export.csv</c> and <c>/sessions/export.jsonl</c> take the query that the page has. The rows are
/// streamed; if reading them fails, the connection is cut, so that a short file is never taken for a whole one.
/// </summary>
internal static partial class SessionExportEndpoint
{
    /// <summary>The query's key of the page's ticket.</summary>
    private const string TicketKey = "ticket";

    private const string TotalHeader = "X-Total-Rows";
    private const int MostNameCharacters = 60;

    public static void MapSessionExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sessions/export.csv", static (HttpContext context, Parts parts) => ExportAsync(context, parts, ExportFormat.Csv)).ForOwnPages();
        routes.MapGet("/sessions/export.jsonl", static (HttpContext context, Parts parts) => ExportAsync(context, parts, ExportFormat.JsonLines)).ForOwnPages();
    }

    /// <summary>The address of the list's file.</summary>
    public static string AddressOf(SessionsAddress list, ExportFormat format, Guid ticket)
    {
        var query = (list with { SessionId = null, Turn = null, PageNumber = 1, View = null, Columns = null, Compact = false, AsTable = false }).ToUri()["/sessions".Length..];
        return $"/sessions/export.{Extension(format)}{(query.Length == 0 ? "?" : query + "&")}{TicketKey}={ticket:N}";
    }

    private static async Task ExportAsync(HttpContext context, Parts parts, ExportFormat format)
    {
        using var place = parts.Desk.TryEnter();
        if (place is null)
        {
            context.Response.Headers.RetryAfter = "30";
            await SayAsync(context, StatusCodes.Status503ServiceUnavailable, "Other exports are being written. Try again in a moment.");
            return;
        }

        var ticket = Guid.TryParse(context.Request.Query[TicketKey], out var id) ? parts.Desk.Find(id) : null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ticket?.Cancelled ?? default);
        try
        {
            await WriteAsync(context, parts, format, ticket, stop.Token);
            ticket?.End(ExportState.Done);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            ticket?.End(ExportState.Cancelled);
            context.Abort();
        }
        catch (Exception exception)
        {
            LogFailed(parts.Logger, exception);
            ticket?.End(ExportState.Failed);
            await FailAsync(context);
        }
    }

    private static async Task WriteAsync(HttpContext context, Parts parts, ExportFormat format, ExportTicket? ticket, CancellationToken cancellationToken)
    {
        var address = SessionsAddress.ParseQuery(context.Request.QueryString.Value ?? "");
        var now = parts.Clock.GetUtcNow();
        var query = new SessionQuery(address.Project ?? parts.Phoenix.Project, address.ToFilter(now), address.Sort, address.Ascending);
        var total = await parts.Export.CountAsync(query, cancellationToken);
        var counted = ticket?.TryBegin(total) == true ? ticket : null;
        var response = context.Response;
        response.ContentType = format == ExportFormat.Csv ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
        response.Headers[TotalHeader] = total.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(FileName(query.Project, now, format));
        response.Headers.ContentDisposition = name.ToString();
        await parts.Export.WriteAsync(query, format, response.Body, () => counted?.Wrote(), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    // Once rows are on their way, cutting the connection is the one way to say that the file is not whole.
    private static async Task FailAsync(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        await SayAsync(context, StatusCodes.Status503ServiceUnavailable, "The conversations could not be read. Try again in a moment.");
    }

    private static Task SayAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence, context.RequestAborted);
    }

    // A project's name may hold anything; a file's name on somebody's disk must not.
    private static string FileName(string project, DateTimeOffset now, ExportFormat format)
    {
        var plain = new string([.. project.Take(MostNameCharacters).Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-')]).Trim('-');
        return $"{(plain.Length == 0 ? "project" : plain)}-sessions-{now.UtcDateTime:yyyy-MM-dd}.{Extension(format)}";
    }

    private static string Extension(ExportFormat format) => format == ExportFormat.Csv ? "csv" : "jsonl";

    [LoggerMessage(LogLevel.Error, "An export of sessions failed; its file is incomplete.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private sealed record Parts(ExportDesk Desk, SessionExport Export, PhoenixConnection Phoenix, TimeProvider Clock, ILogger Logger)
    {
        /// <summary>Lets the minimal API hand all of them over at once.</summary>
        public static ValueTask<Parts> BindAsync(HttpContext context)
        {
            var services = context.RequestServices;
            return ValueTask.FromResult(new Parts(
                services.GetRequiredService<ExportDesk>(),
                services.GetRequiredService<SessionExport>(),
                services.GetRequiredService<PhoenixConnection>(),
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SessionExportEndpoint).FullName!)));
        }
    }
}
