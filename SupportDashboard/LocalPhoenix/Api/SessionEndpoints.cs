using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary><c>/v1/projects/{project}/sessions</c> and <c>/v1/sessions</c>.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this RouteGroupBuilder v1)
    {
        v1.MapGet("/projects/{project}/sessions", ListAsync);
        v1.MapGet("/sessions/{session}", GetAsync);
        v1.MapDelete("/sessions/{session}", DeleteAsync);
        v1.MapPost("/sessions/delete", DeleteManyAsync);
    }

    private static async Task<IResult> ListAsync(string project, HttpContext http, TraceStore store, CancellationToken cancellationToken)
    {
        var query = new QueryReader(http);
        var limit = query.Limit(100);
        var ascending = query.Choice("order", "asc", "desc") == "asc";
        var page = await store.ReadAsync(
            reader =>
            {
                var found = Lookups.Project(reader, project);
                var cursor = query.Cursor(GlobalId.Session, static text => $"Invalid cursor format: {text}");
                var rows = SessionQueries.Page(reader, found.Row, cursor, limit, ascending);
                var traces = TraceQueries.OfSessions(reader, [.. rows.Select(static row => row.Row)]);
                return ApiPage<SessionItem>.Of(
                    rows, limit, row => SessionItem.From(row, traces[row.Row]), static row => GlobalId.Of(GlobalId.Session, row.Row));
            },
            cancellationToken);
        return TypedResults.Json(page, ApiJson.Default.ApiPageSessionItem);
    }

    private static async Task<IResult> GetAsync(string session, TraceStore store, CancellationToken cancellationToken)
    {
        var item = await store.ReadAsync(
            reader =>
            {
                var found = Lookups.Session(reader, session);
                return SessionItem.From(found, TraceQueries.OfSessions(reader, [found.Row])[found.Row]);
            },
            cancellationToken);
        return TypedResults.Json(new ApiItem<SessionItem>(item), ApiJson.Default.ApiItemSessionItem);
    }

    private static async Task<IResult> DeleteAsync(string session, TraceStore store, CancellationToken cancellationToken)
    {
        var found = await store.ReadAsync(reader => Lookups.Session(reader, session), cancellationToken);
        await new DeletionSteps(store).DeleteSessionsAsync([found.Row], cancellationToken);
        return TypedResults.NoContent();
    }

    private static Task<IResult> DeleteManyAsync(HttpContext http, JsonBody json, TraceStore store, CancellationToken cancellationToken) =>
        json.UseAsync(
            http.Request,
            async body =>
            {
                var identifiers = body.Field("session_identifiers").Items().Select(static item => item.Text()).ToList();
                var isGlobal = RequireOneKind(identifiers);
                var rows = await store.ReadAsync(
                    reader => identifiers
                        .Select(identifier => isGlobal ? GlobalId.TryRead(identifier, GlobalId.Session) : SessionQueries.Find(reader, identifier)?.Row)
                        .OfType<long>()
                        .ToList(),
                    cancellationToken);
                await new DeletionSteps(store).DeleteSessionsAsync(rows, cancellationToken);
                return TypedResults.NoContent();
            },
            cancellationToken);

    /// <summary>Whether all are global ids; a mixture is refused, because one of the halves would be a mistake.</summary>
    private static bool RequireOneKind(List<string> identifiers)
    {
        var global = identifiers.Count(static identifier => GlobalId.TryRead(identifier, GlobalId.Session) is not null);
        return identifiers.Count == 0 ? throw ApiException.Unprocessable("session_identifiers must not be empty")
            : global == 0 ? false
            : global == identifiers.Count ? true
            : throw ApiException.Unprocessable("session_identifiers must be all global IDs or all session IDs, not a mixture");
    }
}
