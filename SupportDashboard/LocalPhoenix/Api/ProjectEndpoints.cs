using Microsoft.AspNetCore.Http.HttpResults;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary><c>/v1/projects</c>.</summary>
internal static class ProjectEndpoints
{
    public static void MapProjects(this RouteGroupBuilder v1)
    {
        v1.MapGet("/projects", ListAsync);
        v1.MapPost("/projects", CreateAsync);
        v1.MapGet("/projects/{project}", GetAsync);
        v1.MapPut("/projects/{project}", UpdateAsync);
        v1.MapDelete("/projects/{project}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, TraceStore store, CancellationToken cancellationToken)
    {
        var query = new QueryReader(http);
        var limit = query.Limit(100);
        var cursor = query.Cursor(GlobalId.Project, static text => $"Invalid cursor format: {text}");
        var rows = await store.ReadAsync(reader => ProjectQueries.Page(reader, cursor, limit, query.Text("name_contains")), cancellationToken);
        var page = ApiPage<ProjectItem>.Of(rows, limit, ProjectItem.From, static row => GlobalId.Of(GlobalId.Project, row.Row));
        return TypedResults.Json(page, ApiJson.Default.ApiPageProjectItem);
    }

    private static Task<IResult> CreateAsync(HttpContext http, JsonBody json, TraceStore store, CancellationToken cancellationToken) =>
        json.UseAsync(
            http.Request,
            async body =>
            {
                var name = body.Field("name");
                var text = name.Text() is { Length: > 0 } given ? given : throw InputErrors.TooShort(name.Location(), 1, "");
                var description = body.Optional("description")?.Text();
                var row = await store.WriteAsync(writer => Create(writer, text, description), cancellationToken);
                return Show(new(row, text, description));
            },
            cancellationToken);

    private static long Create(StoreConnection writer, string name, string? description) => ProjectQueries.Find(writer, name) is null
        ? ProjectWrites.Create(writer, name, description)
        : throw ApiException.Text(StatusCodes.Status409Conflict, $"Project with name '{name}' already exists");

    private static async Task<IResult> GetAsync(string project, TraceStore store, CancellationToken cancellationToken) =>
        Show(await store.ReadAsync(reader => Lookups.Project(reader, project), cancellationToken));

    private static Task<IResult> UpdateAsync(
        string project, HttpContext http, JsonBody json, TraceStore store, CancellationToken cancellationToken) => json.UseAsync(
            http.Request,
            async body =>
            {
                var description = body.Optional("description")?.Text();
                return Show(await store.WriteAsync(
                    writer =>
                    {
                        var found = Lookups.Project(writer, project);
                        ProjectWrites.Describe(writer, found.Row, description);
                        return found with { Description = description };
                    },
                    cancellationToken));
            },
            cancellationToken);

    private static async Task<IResult> DeleteAsync(string project, TraceStore store, CancellationToken cancellationToken)
    {
        var found = await store.ReadAsync(reader => Lookups.Project(reader, project), cancellationToken);
        if (found.Name == ProjectWrites.DefaultProject)
        {
            throw ApiException.Text(StatusCodes.Status403Forbidden, "The default project cannot be deleted");
        }

        await new DeletionSteps(store).DeleteProjectAsync(found.Row, cancellationToken);
        return TypedResults.NoContent();
    }

    private static JsonHttpResult<ApiItem<ProjectItem>> Show(StoredProject project) =>
        TypedResults.Json(new ApiItem<ProjectItem>(ProjectItem.From(project)), ApiJson.Default.ApiItemProjectItem);
}
