using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Finds what an identifier in a path names: a global id of the right type is tried first, then the sender's own name for it.</summary>
internal static class Lookups
{
    /// <exception cref="ApiException">404.</exception>
    public static StoredProject Project(StoreConnection store, string identifier) =>
        GlobalId.TryRead(identifier, GlobalId.Project) is { } row
            ? ProjectQueries.Find(store, row) ?? throw ApiException.NotFound($"Project with ID {identifier} not found")
            : ProjectQueries.Find(store, identifier) ?? throw ApiException.NotFound($"Project with name {identifier} not found");

    /// <exception cref="ApiException">404.</exception>
    public static StoredSession Session(StoreConnection store, string identifier) =>
        GlobalId.TryRead(identifier, GlobalId.Session) is { } row
            ? SessionQueries.Find(store, row) ?? throw ApiException.NotFound($"Session with ID {identifier} not found")
            : SessionQueries.Find(store, identifier) ?? throw ApiException.NotFound($"Session with session_id {identifier} not found");

    /// <exception cref="ApiException">404.</exception>
    public static long TraceRow(StoreConnection store, string identifier) =>
        GlobalId.TryRead(identifier, GlobalId.Trace) is { } row
            ? TraceQueries.Exists(store, row) ? row : throw ApiException.NotFound($"Trace with ID {identifier} not found")
            : TraceQueries.FindRow(store, identifier) ?? throw ApiException.NotFound($"Trace with trace_id {identifier} not found");

    /// <exception cref="ApiException">404.</exception>
    public static StoredAnnotationConfig AnnotationConfig(StoreConnection store, string identifier) =>
        (AnnotationConfigJson.TryReadId(identifier) is { } row ? AnnotationConfigs.Find(store, row) : AnnotationConfigs.Find(store, identifier))
            ?? throw ApiException.NotFound("Annotation configuration not found");

    /// <exception cref="ApiException">404.</exception>
    public static long SpanRow(StoreConnection store, string identifier) =>
        GlobalId.TryRead(identifier, GlobalId.Span) is { } row
            ? SpanQueries.Exists(store, row) ? row : throw ApiException.NotFound($"Span with ID {identifier} not found")
            : SpanQueries.FindRow(store, identifier) ?? throw ApiException.NotFound($"Span with span_id {identifier} not found");
}
