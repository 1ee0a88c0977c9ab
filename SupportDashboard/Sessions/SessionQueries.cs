#pragma warning disable IDE0060 // the index behind it is not there yet
namespace SupportDashboard.Sessions;

/// <summary>Questions to the index of sessions. None of them reaches Phoenix; none runs on the caller's thread.</summary>
public sealed class SessionQueries
{
    /// <summary>One page of matching sessions, with their verdicts.</summary>
    public Task<SessionPage> PageAsync(SessionQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(new SessionPage([], 0));

    /// <summary>Figures over all sessions that match.</summary>
    public Task<SessionSummary> SummaryAsync(string project, SessionFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult(new SessionSummary());

    /// <summary>What each choice of the filter would show.</summary>
    public Task<SessionFacets> FacetsAsync(string project, SessionFilter filter, CancellationToken cancellationToken) => Task.FromResult(
        new SessionFacets(new Dictionary<string, IReadOnlyDictionary<string, int>>(), 0, 0, 0, new Dictionary<string, int>()));

    /// <summary>Where a session stands in a list; null when it is not in it.</summary>
    public Task<SessionPlace?> PlaceAsync(SessionQuery query, string sessionId, CancellationToken cancellationToken) =>
        Task.FromResult<SessionPlace?>(null);

    /// <summary>The ids of the first <paramref name="max"/> matching sessions in the query's order; its offset and limit are ignored.</summary>
    public Task<IReadOnlyList<string>> IdsAsync(SessionQuery query, int max, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>One session; null when the index does not have it (yet).</summary>
    public Task<SessionRow?> FindAsync(string project, string sessionId, CancellationToken cancellationToken) =>
        Task.FromResult<SessionRow?>(null);
}
