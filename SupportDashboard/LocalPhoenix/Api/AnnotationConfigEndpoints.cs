using Microsoft.AspNetCore.Http.HttpResults;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary><c>/v1/annotation_configs</c>.</summary>
internal static class AnnotationConfigEndpoints
{
    public static void MapAnnotationConfigs(this RouteGroupBuilder v1)
    {
        v1.MapGet("/annotation_configs", ListAsync);
        v1.MapPost("/annotation_configs", CreateAsync);
        v1.MapGet("/annotation_configs/{config}", GetAsync);
        v1.MapPut("/annotation_configs/{config}", UpdateAsync);
        v1.MapDelete("/annotation_configs/{config}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, TraceStore store, CancellationToken cancellationToken)
    {
        var query = new QueryReader(http);
        var limit = query.Limit(100);
        var cursor = AnnotationConfigJson.ReadCursor(query);
        var rows = await store.ReadAsync(reader => AnnotationConfigs.Page(reader, cursor, limit), cancellationToken);
        return TypedResults.Json(ApiPage<RawJson>.Of(rows, limit, AnnotationConfigJson.Write, AnnotationConfigJson.IdOf), ApiJson.Default.ApiPageRawJson);
    }

    private static async Task<IResult> GetAsync(string config, TraceStore store, CancellationToken cancellationToken) =>
        Show(await store.ReadAsync(reader => Lookups.AnnotationConfig(reader, config), cancellationToken));

    private static Task<IResult> CreateAsync(HttpContext http, JsonBody json, TraceStore store, CancellationToken cancellationToken) => json.UseAsync(
        http.Request,
        async body =>
        {
            var config = AnnotationConfigJson.Read(body);
            return Show(await store.WriteAsync(
                writer =>
                {
                    RequireFreeName(writer, config);
                    return AnnotationConfigs.Create(writer, config);
                },
                cancellationToken));
        },
        cancellationToken);

    private static Task<IResult> UpdateAsync(
        string config, HttpContext http, JsonBody json, TraceStore store, CancellationToken cancellationToken) => json.UseAsync(
        http.Request,
        async body =>
        {
            var sent = AnnotationConfigJson.Read(body);
            return Show(await store.WriteAsync(
                writer =>
                {
                    var changed = sent with { Row = Lookups.AnnotationConfig(writer, config).Row };
                    RequireFreeName(writer, changed);
                    AnnotationConfigs.Update(writer, changed);
                    return changed;
                },
                cancellationToken));
        },
        cancellationToken);

    private static async Task<IResult> DeleteAsync(string config, TraceStore store, CancellationToken cancellationToken) => Show(await store.WriteAsync(
        writer =>
        {
            var found = Lookups.AnnotationConfig(writer, config);
            AnnotationConfigs.Delete(writer, found.Row);
            return found;
        },
        cancellationToken));

    private static void RequireFreeName(StoreConnection store, StoredAnnotationConfig config)
    {
        if (AnnotationConfigs.Find(store, config.Name) is { } other && other.Row != config.Row)
        {
            throw ApiException.Text(StatusCodes.Status409Conflict, $"The name '{config.Name}' is already used by another annotation configuration");
        }
    }

    private static JsonHttpResult<ApiItem<RawJson>> Show(StoredAnnotationConfig config) =>
        TypedResults.Json(new ApiItem<RawJson>(AnnotationConfigJson.Write(config)), ApiJson.Default.ApiItemRawJson);
}
