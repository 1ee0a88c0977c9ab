using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary><c>POST /v1/traces/transfer</c>: moves traces of one project into another. Their sessions stay where they were first seen.</summary>
internal static class TraceTransferEndpoint
{
    public static void MapTraceTransfer(this RouteGroupBuilder v1) => v1.MapPost("/traces/transfer", TransferAsync);

    private static Task<IResult> TransferAsync(HttpContext http, JsonBody json, TraceStore store, CancellationToken cancellationToken) => json.UseAsync(
        http.Request,
        async body =>
        {
            var identifiers = body.Field("trace_identifiers").Items().Select(static item => item.Text()).ToList();
            var destination = body.Field("destination_project_identifier").Text();
            if (identifiers.Count == 0)
            {
                throw ApiException.Unprocessable("trace_identifiers must not be empty");
            }

            var moved = await store.WriteAsync(writer => Transfer(writer, identifiers, destination), cancellationToken);
            return TypedResults.Json(new ApiItem<TransferItem>(moved), ApiJson.Default.ApiItemTransferItem);
        },
        cancellationToken);

    /// <summary>Moves all of them or, when one is missing or they come from several projects, none.</summary>
    private static TransferItem Transfer(StoreConnection writer, List<string> identifiers, string destination)
    {
        var project = Lookups.Project(writer, destination);
        var rows = identifiers.Select(identifier => Lookups.TraceRow(writer, identifier)).Distinct().ToList();
        if (TraceTransfers.CountProjects(writer, rows) > 1)
        {
            throw ApiException.Unprocessable("All traces must belong to the same project");
        }

        TraceTransfers.Move(writer, rows, project.Row);
        return new(rows.Count, GlobalId.Of(GlobalId.Project, project.Row));
    }
}
