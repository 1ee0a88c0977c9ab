using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Starts, stops and shows evaluation runs. A run goes on when the browser closes and after a restart; progress is read with
/// <see cref="FindAsync"/> whenever <see cref="Subscribe"/> says "look again".
/// </summary>
public sealed class EvaluationRuns
{
    private readonly RunLedger _ledger;
    private readonly RunReader _reader;
    private readonly RunDispatcher _dispatcher;
    private readonly EvaluationFeed _feed;
    private readonly int _maxItems;

    internal EvaluationRuns(RunLedger ledger, RunReader reader, RunDispatcher dispatcher, EvaluationFeed feed, EvaluationOptions options)
    {
        _ledger = ledger;
        _reader = reader;
        _dispatcher = dispatcher;
        _feed = feed;
        _maxItems = options.MaxItemsPerRun;
    }

    /// <summary>
    /// Starts a run and returns its id once it is stored. A (session, evaluator) pair that is being worked on already is left to the
    /// run that has it; when that goes for all of them, nothing is added and the newest such run's id is returned. So a second click,
    /// or the thousandth, doubles nothing.
    /// </summary>
    /// <exception cref="ArgumentException">No sessions, no or unknown evaluators, or more pairs than a run may hold; the message is a sentence.</exception>
    public async Task<Guid> StartAsync(EvaluationRequest request, CancellationToken cancellationToken)
    {
        var evaluators = Check(request);
        var created = await _ledger.CreateAsync(request, evaluators, cancellationToken);
        if (created.NewItems > 0)
        {
            _dispatcher.Enqueue(created.RunId);
            _feed.Publish();
        }

        return created.RunId;
    }

    /// <summary>Stops a run: calls in progress are given up, verdicts that are there already are still written.</summary>
    public async Task CancelAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (await _ledger.CancelAsync(runId, cancellationToken))
        {
            _dispatcher.Abandon(runId);
            _feed.Publish();
        }
    }

    /// <summary>The run with its progress, or null when there is none with this id.</summary>
    public Task<EvaluationRun?> FindAsync(Guid runId, CancellationToken cancellationToken) => _reader.FindAsync(runId, cancellationToken);

    /// <summary>The project's newest runs first.</summary>
    public async Task<IReadOnlyList<EvaluationRun>> RecentAsync(string project, int limit, CancellationToken cancellationToken) =>
        await _reader.RecentAsync(project, limit, cancellationToken);

    /// <summary>The run's items in the order of the request; of a large run the first thousand.</summary>
    public async Task<IReadOnlyList<EvaluationItem>> ItemsAsync(Guid runId, CancellationToken cancellationToken) =>
        await _reader.ItemsAsync(runId, cancellationToken);

    /// <summary>The session's newest item of each evaluator: what is running, and why there is no verdict.</summary>
    public async Task<IReadOnlyList<EvaluationItem>> ForSessionAsync(string project, string sessionId, CancellationToken cancellationToken) =>
        await _reader.ForSessionAsync(project, sessionId, cancellationToken);

    /// <summary>Calls back, from any thread and often, whenever an item or a run changed, until the token is disposed.</summary>
    public IDisposable Subscribe(Action changed) => _feed.Subscribe(changed);

    private List<Evaluator> Check(EvaluationRequest request)
    {
        if (request.SessionIds.Count == 0 || request.Evaluators.Count == 0)
        {
            throw new ArgumentException("Choose at least one conversation and one evaluator.", nameof(request));
        }

        if ((long)request.SessionIds.Count * request.Evaluators.Count > _maxItems)
        {
            throw new ArgumentException($"One run can hold {_maxItems:N0} verdicts; choose fewer conversations.", nameof(request));
        }

        return [.. request.Evaluators.Distinct(StringComparer.Ordinal).Select(Find)];
    }

    private static Evaluator Find(string name) =>
        EvaluatorCatalog.Find(name) ?? throw new ArgumentException($"There is no evaluator named {name}.", nameof(name));
}
