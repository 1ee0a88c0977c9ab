namespace SupportDashboard.LocalModel;

/// <summary>The endpoints of the OpenAI API that the embedded model answers.</summary>
internal static class LocalModelEndpoints
{
    public static void MapLocalModel(this IEndpointRouteBuilder endpoints, LocalModelOptions options, TimeProvider clock)
    {
        var chat = new ChatCompletionsEndpoint(options, clock);
        endpoints.MapPost("/v1/chat/completions", chat.HandleAsync);
        endpoints.MapPost("/v1/embeddings", EmbeddingsEndpoint.HandleAsync);
        endpoints.MapGet("/v1/models", static () => Results.Json(new { @object = "list", data = new[] { Model } }));
        endpoints.MapGet("/v1/models/{name}", static (string name) => name == LocalModelServer.ModelName ? Results.Json(Model) : LocalModelErrors.UnknownModel(name));
    }

    private static object Model => new { id = LocalModelServer.ModelName, @object = "model", created = 0, owned_by = "support-dashboard" };
}
