using Microsoft.AspNetCore.Http.HttpResults;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary><c>/v1/projects/{project}/annotation_configs</c>: which annotation configs a project offers.</summary>
internal static class ProjectConfigEndpoints
{
    public static void MapProjectConfigs(this RouteGroupBuilder v1)
    {
        v1.MapGet("/projects/{project}/annotation_configs", ListAsync);
        v1.MapPut("/projects/{project}/annotation_configs", ReplaceAsync);
        v1.MapPut("/projects/{project}/annotation_configs/{config}", AssignAsync);
        v1.MapDelete("/projects/{project}/annotation_configs/{config}", UnassignAsync);
    }

    private static async Task<IResult> ListAsync(string project, HttpContext http, TraceStore store, CancellationToken cancellationToken)
    {
        var query = new QueryReader(http);
        var limit = query.Limit(100);
        var cursor = AnnotationConfigJson.ReadCursor(query);
        return Show(await store.ReadAsync(reader => Read(reader, Lookups.Project(reader, project), cursor, limit), cancellationToken), limit);
    }

    private static Task<IResult> ReplaceAsync(
        string project, HttpContext http, JsonBody json, TraceStore store, CancellationToken cancellationToken) => json.UseAsync(
        http.Request,
        async body =>
        {
            var identifiers = body.Field("annotation_config_ids").Items().Select(static item => item.Text()).ToList();
            var rows = await store.WriteAsync(
                writer =>
                {
                    var found = Lookups.Project(writer, project);
                    ConfigAssignments.Replace(writer, found.Row, [.. identifiers.Select(identifier => Lookups.AnnotationConfig(writer, identifier).Row)]);
                    return Read(writer, found, cursor: null, identifiers.Count);
                },
                cancellationToken);
            return Show(rows, identifiers.Count);
        },
        cancellationToken);

    private static async Task<IResult> AssignAsync(string project, string config, TraceStore store, CancellationToken cancellationToken)
    {
        var assigned = await store.WriteAsync(
            writer =>
            {
                var found = Lookups.AnnotationConfig(writer, config);
                ConfigAssignments.Assign(writer, Lookups.Project(writer, project).Row, found.Row);
                return found;
            },
            cancellationToken);
        return TypedResults.Json(new ApiItem<RawJson>(AnnotationConfigJson.Write(assigned)), ApiJson.Default.ApiItemRawJson);
    }

    private static async Task<IResult> UnassignAsync(string project, string config, TraceStore store, CancellationToken cancellationToken)
    {
        await store.WriteAsync(
            writer =>
            {
                var found = Lookups.AnnotationConfig(writer, config);
                ConfigAssignments.Unassign(writer, Lookups.Project(writer, project).Row, found.Row);
                return found;
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private static List<StoredAnnotationConfig> Read(StoreConnection store, StoredProject project, long? cursor, int limit) =>
        AnnotationConfigs.Page(store, cursor, limit, project.Row);

    private static JsonHttpResult<ApiPage<RawJson>> Show(List<StoredAnnotationConfig> rows, int limit) => TypedResults.Json(
        ApiPage<RawJson>.Of(rows, limit, AnnotationConfigJson.Write, AnnotationConfigJson.IdOf), ApiJson.Default.ApiPageRawJson);
}
