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
    private readonly RunEstimator _estimator;
    private readonly EvaluationFeed _feed;
    private readonly EvaluatorBook _book;
    private readonly int _maxItems;

    internal EvaluationRuns(RunLedger ledger, RunReader reader, RunDispatcher dispatcher, RunEstimator estimator, EvaluationFeed feed, EvaluatorBook book, EvaluationOptions options)
    {
        _ledger = ledger;
        _reader = reader;
        _dispatcher = dispatcher;
        _estimator = estimator;
        _feed = feed;
        _book = book;
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
        return Started(await _ledger.CreateAsync(request, evaluators, cancellationToken));
    }

    /// <summary>What a request would ask of the model, and about what that costs. Nothing is started.</summary>
    /// <exception cref="ArgumentException">As of <see cref="StartAsync"/>.</exception>
    public Task<EvaluationEstimate> EstimateAsync(EvaluationRequest request, CancellationToken cancellationToken) =>
        _estimator.EstimateAsync(request, Check(request), cancellationToken);

    /// <summary>
    /// Asks again for what a run could not judge, in a run of its own, so that the first keeps its figures and the second has its own progress and cost.
    /// Evaluators that are retired by now are not asked.
    /// </summary>
    /// <returns>The id of the new run; of the old one when nothing failed in it that can be asked again.</returns>
    public async Task<Guid> RetryFailedAsync(Guid runId, CancellationToken cancellationToken)
    {
        var failures = await _ledger.FailuresAsync(runId, cancellationToken);
        var keys = failures.Where(key => _book.Find(key.Evaluator) is not { IsRetired: true }).Select(key => key with { Version = _book.Find(key.Evaluator)?.Version ?? key.Version }).ToList();
        return keys.Count > 0 && await _ledger.FindAsync(runId, cancellationToken) is { } run
            ? Started(await _ledger.CreateAsync(run.Project, keys, again: false, (null, runId), cancellationToken))
            : runId;
    }

    /// <summary>Takes nothing new of a run until it is resumed; calls in progress come to their end. It stays paused over a restart.</summary>
    public async Task PauseAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (await _ledger.PauseAsync(runId, reason: null, cancellationToken))
        {
            _dispatcher.Pause(runId);
            _feed.Publish();
        }
    }

    /// <summary>Goes on with a paused run.</summary>
    public async Task ResumeAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (await _ledger.ResumeAsync(runId, cancellationToken))
        {
            _dispatcher.Resume(runId);
            _feed.Publish();
        }
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

    /// <summary>A page of those of the run's items that match, in the order of the request.</summary>
    public async Task<IReadOnlyList<EvaluationItem>> ItemsAsync(Guid runId, RunItemsFilter filter, int skip, int take, CancellationToken cancellationToken) =>
        await _reader.ItemsAsync(runId, filter, skip, take, cancellationToken);

    /// <summary>The session's newest item of each evaluator: what is running, and why there is no verdict.</summary>
    public async Task<IReadOnlyList<EvaluationItem>> ForSessionAsync(string project, string sessionId, CancellationToken cancellationToken) =>
        await _reader.ForSessionAsync(project, sessionId, cancellationToken);

    /// <summary>Calls back, from any thread and often, whenever an item or a run changed, until the token is disposed.</summary>
    public IDisposable Subscribe(Action changed) => _feed.Subscribe(changed);

    private Guid Started(CreatedRun created)
    {
        if (created.NewItems > 0)
        {
            _dispatcher.Enqueue(created.RunId);
            _feed.Publish();
        }

        return created.RunId;
    }

    private List<Evaluator> Check(EvaluationRequest request)
    {
        if (request.SessionIds.Count == 0 || request.Evaluators.Count == 0)
        {
            throw new ArgumentException("Choose at least one conversation and one evaluator.");
        }

        if ((long)request.SessionIds.Count * request.Evaluators.Count > _maxItems)
        {
            throw new ArgumentException($"One run can hold {_maxItems:N0} verdicts; choose fewer conversations.");
        }

        return [.. request.Evaluators.Distinct(StringComparer.Ordinal).Select(Find)];
    }

    private Evaluator Find(string name) => _book.Find(name) switch
    {
        null => throw new ArgumentException($"There is no evaluator named {name}."),
        { IsRetired: true } retired => throw new ArgumentException($"{retired.Title} is retired. Choose others, or bring it back."),
        var evaluator => evaluator,
    };
}
