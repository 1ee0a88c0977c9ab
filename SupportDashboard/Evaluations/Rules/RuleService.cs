using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>
/// Lets every rule look several times a minute. A loop of our own and not a recurring job: those run once a minute at best, and what a rule has done is
/// in the database anyway. Of two processes on one database, one takes up a rule at a time; one that is killed is followed by the next.
/// </summary>
internal sealed partial class RuleService(RuleLedger ledger, RuleRound round, EvaluationRules rules, SessionSync sync, TimeProvider clock, ILogger<RuleService> logger) : BackgroundService
{
    /// <summary>How long it waits between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    private readonly Signal _changed = new(clock);
    private readonly HashSet<string> _followed = new(StringComparer.Ordinal);
    private readonly List<IDisposable> _watching = [];

    // A round is bounded: where it decided something, there may be more.
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(1);

    /// <summary>Lets every rule look once; true when one decided something. A rule that fails does not keep the others from it.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var decided = false;
        var enabled = await ledger.EnabledAsync(cancellationToken);
        Follow(enabled);
        foreach (var rule in enabled)
        {
            try
            {
                if (await ledger.ClaimAsync(rule, cancellationToken))
                {
                    decided |= await round.RunAsync(rule, cancellationToken);
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(rule.Id, exception);
                await ledger.AdvanceAsync(rule, rule.SeenUntil, rule.SweptAt, "The last look failed unexpectedly; it is tried again. The log holds the details.", cancellationToken);
                rules.Publish();
            }
        }

        if (decided)
        {
            rules.Publish();
        }

        return decided;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = rules.SubscribeToChanges(_changed.Set);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _changed.WaitAsync(await LookAsync(stoppingToken) ? BetweenRounds : Interval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogLoop(exception);
                await _changed.WaitAsync(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override void Dispose()
    {
        _watching.ForEach(static watching => watching.Dispose());
        base.Dispose();
    }

    // A project that nobody ever opened is not synchronized; once it was watched for a while it is, and slowly is enough.
    private void Follow(List<RuleRow> enabled)
    {
        _watching.ForEach(static watching => watching.Dispose());
        _watching.Clear();
        _watching.AddRange(enabled.Select(static rule => rule.Project).Where(_followed.Add).Select(sync.Watch));
    }

    [LoggerMessage(LogLevel.Error, "Rule {RuleId} failed; it is tried again.")]
    private partial void LogFailed(Guid ruleId, Exception exception);

    [LoggerMessage(LogLevel.Error, "The rules could not be looked at; it is tried again.")]
    private partial void LogLoop(Exception exception);
}
