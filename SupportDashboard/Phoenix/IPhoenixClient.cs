using Refit;

namespace SupportDashboard.Phoenix;

/// <summary>
/// The calls of Phoenix's REST API that the application makes. Every method throws <see cref="PhoenixException"/> and nothing else
/// (except <see cref="OperationCanceledException"/> when the caller's own token asked).
/// <c>project</c> and <c>session</c> are GlobalIDs (see <see cref="PhoenixProjects"/>): a name such as <c>a/b</c> or <c>..</c> cannot stand in a path.
/// </summary>
public interface IPhoenixClient
{
    /// <summary>The server's version as plain text; answers without a key.</summary>
    [Get("/arize_phoenix_version")]
    Task<string> GetVersionAsync(CancellationToken cancellationToken);

    /// <summary>Projects, newest first.</summary>
    [Get("/v1/projects")]
    Task<Page<PhoenixProject>> GetProjectsAsync(string? cursor, int limit, CancellationToken cancellationToken);

    /// <summary>Sessions by first arrival; <paramref name="order"/> is <c>asc</c> or <c>desc</c>.</summary>
    [Get("/v1/projects/{project}/sessions")]
    Task<Page<PhoenixSession>> GetSessionsAsync(string project, string? cursor, int limit, string order, CancellationToken cancellationToken);

    /// <summary>One session with all its traces, by GlobalID.</summary>
    [Get("/v1/sessions/{session}")]
    Task<Envelope<PhoenixSession>> GetSessionAsync(string session, CancellationToken cancellationToken);

    /// <summary>Spans, newest insertion first.</summary>
    [Get("/v1/projects/{project}/spans")]
    Task<Page<PhoenixSpan>> GetSpansAsync(string project, [Query] SpansQuery query, CancellationToken cancellationToken);

    /// <summary>The same, to be read later.</summary>
    [Get("/v1/projects/{project}/spans")]
    Task<UnreadSpans> GetUnreadSpansAsync(string project, [Query] SpansQuery query, CancellationToken cancellationToken);

    /// <summary>Traces with their spans, without attributes (server 13.15 and newer).</summary>
    [Get("/v1/projects/{project}/traces?include_spans=true")]
    Task<Page<PhoenixTrace>> GetTracesAsync(string project, [Query] TracesQuery query, CancellationToken cancellationToken);

    /// <summary>Traces without their spans (server 13.15 and newer).</summary>
    [Get("/v1/projects/{project}/traces")]
    Task<Page<PhoenixTrace>> GetBareTracesAsync(string project, [Query] TracesQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Annotations (notes among them) of sessions by their <c>session.id</c>, newest first; 404 when none of the ids exists in the project.
    /// Phoenix's own limit is 10 rows if none is given, 10,000 at most.
    /// </summary>
    [Get("/v1/projects/{project}/session_annotations")]
    Task<Page<SessionAnnotation>> GetSessionAnnotationsAsync(
        string project,
        [AliasAs("session_ids"), Query(CollectionFormat.Multi)] IReadOnlyList<string> sessionIds,
        string? cursor,
        int limit,
        CancellationToken cancellationToken);

    /// <summary>Annotations of spans by their hexadecimal ids, newest first; 404 when none of the ids exists in the project.</summary>
    [Get("/v1/projects/{project}/span_annotations")]
    Task<Page<SpanAnnotation>> GetSpanAnnotationsAsync(
        string project,
        [AliasAs("span_ids"), Query(CollectionFormat.Multi)] IReadOnlyList<string> spanIds,
        string? cursor,
        int limit,
        CancellationToken cancellationToken);

    /// <summary>Stores annotations before it returns, all or none; 404 when a session is not there (yet). Safe to repeat.</summary>
    [Post("/v1/session_annotations?sync=true")]
    Task<Batch<WrittenId>> WriteSessionAnnotationsAsync([Body] Batch<WriteSessionAnnotation> batch, CancellationToken cancellationToken);

    /// <inheritdoc cref="WriteSessionAnnotationsAsync"/>
    [Post("/v1/span_annotations?sync=true")]
    Task<Batch<WrittenId>> WriteSpanAnnotationsAsync([Body] Batch<WriteSpanAnnotation> batch, CancellationToken cancellationToken);

    /// <summary>Adds a note; without an identifier a repeat adds a second one, so it is never retried on its own.</summary>
    [Post("/v1/session_notes")]
    Task<Envelope<WrittenId>> WriteSessionNoteAsync([Body] Envelope<WriteSessionNote> note, CancellationToken cancellationToken);
}
