using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Hosting;
using SupportDashboard.Sessions.Views;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>The rules that judge by themselves: made, changed, switched and deleted by people, kept in the dashboard database.</summary>
public sealed class EvaluationRules : ILedgerListener
{
    private readonly LedgerDoor _door;
    private readonly EvaluatorBook _book;
    private readonly TimeProvider _clock;
    private readonly Subscribers _subscribers = new();
    private readonly Subscribers _changes = new();

    internal EvaluationRules(LedgerDoor door, EvaluatorBook book, TimeProvider clock)
    {
        (_door, _book, _clock) = (door, book, clock);

        // Both are there as long as the application. A rule says soon, and not at its next look, that an evaluator of it was retired.
        book.Subscribe(_changes.Publish);
    }

    /// <summary>Calls back after somebody changed a rule or a rule did something, from any thread, until the token is disposed.</summary>
    public IDisposable Subscribe(Action changed) => _subscribers.Subscribe(changed);

    void ILedgerListener.LookAgain() => _subscribers.Publish();

    /// <summary>All rules, by name.</summary>
    public async Task<IReadOnlyList<EvaluationRule>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await _door.ReadAsync(db => db.Rules.AsNoTracking().ToListAsync(cancellationToken), cancellationToken);
        return [.. rows.Select(Of).OrderBy(static rule => rule.Name, StringComparer.OrdinalIgnoreCase).ThenBy(static rule => rule.Id)];
    }

    /// <summary>One rule; null when it is gone.</summary>
    public async Task<EvaluationRule?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await _door.ReadAsync(db => db.Rules.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken), cancellationToken) is { } row ? Of(row) : null;

    /// <summary>Stores a new rule, with an id of its own. It looks at what happens from <see cref="EvaluationRule.Since"/> on.</summary>
    /// <exception cref="RuleException">Something in it is wrong, or there are too many.</exception>
    public Task<EvaluationRule> AddAsync(EvaluationRule rule, CancellationToken cancellationToken) => ChangeAsync(
        async db =>
        {
            if (await db.Rules.CountAsync(cancellationToken) >= RuleLimits.MaxRules)
            {
                throw new RuleException($"There is room for {RuleLimits.MaxRules} rules; delete one first.");
            }

            var row = new RuleRow { Id = Guid.CreateVersion7(_clock.GetUtcNow()), Name = "", Project = rule.Project, Evaluators = "", Query = "", CreatedAt = Now() };
            (row.Since, row.SeenUntil, row.SweptAt) = (rule.Since.ToUnixTimeMilliseconds(), rule.Since.ToUnixTimeMilliseconds(), Now());
            Put(rule, row);
            db.Rules.Add(row);
            return row;
        },
        cancellationToken);

    /// <summary>Changes a rule. What it decided already stands; its project and its beginning stay.</summary>
    /// <exception cref="RuleException">Something in it is wrong, or it is gone.</exception>
    public Task<EvaluationRule> SaveAsync(EvaluationRule rule, CancellationToken cancellationToken) => ChangeAsync(
        async db =>
        {
            var row = await OwnAsync(db, rule.Id, cancellationToken);
            Put(rule, row);
            return row;
        },
        cancellationToken);

    /// <summary>Switches a rule on or off. What happened while it was off is not made up for.</summary>
    /// <exception cref="RuleException">It is gone.</exception>
    public Task<EvaluationRule> SwitchAsync(Guid id, bool enabled, CancellationToken cancellationToken) => ChangeAsync(
        async db =>
        {
            var row = await OwnAsync(db, id, cancellationToken);
            if (enabled && !row.Enabled)
            {
                row.Since = row.SeenUntil = Now();
            }

            (row.Enabled, row.Problem, row.ChangedAt) = (enabled, null, Now());
            return row;
        },
        cancellationToken);

    /// <summary>Deletes a rule and what it decided; its verdicts stay. Deleting it twice is harmless.</summary>
    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await _door.WriteAsync(db => db.Rules.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        Changed();
    }

    /// <summary>The rule of a row.</summary>
    internal static EvaluationRule Of(RuleRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Project = row.Project,
        Enabled = row.Enabled,
        Evaluators = row.Evaluators.Split(',', StringSplitOptions.RemoveEmptyEntries),
        Query = row.Query,
        QuietMinutes = row.QuietMinutes,
        SamplePercent = row.SamplePercent,
        VerdictsPerDay = row.VerdictsPerDay,
        DollarsPerDay = row.MicroDollarsPerDay / 1_000_000m,
        Since = DateTimeOffset.FromUnixTimeMilliseconds(row.Since),
        CheckedAt = row.CheckedAt == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.CheckedAt),
        Problem = row.Problem,
    };

    /// <summary>
    /// Calls back only after a person of this dashboard changed a rule, or evaluators changed. Two dashboards that looked whenever the other had done so would
    /// not stop.
    /// </summary>
    internal IDisposable SubscribeToChanges(Action changed) => _changes.Subscribe(changed);

    /// <summary>Says that a rule did something.</summary>
    internal void Publish() => _subscribers.Publish();

    private static async Task<RuleRow> OwnAsync(DashboardDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Rules.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw new RuleException("This rule is not there any more.");

    private void Changed()
    {
        _changes.Publish();
        Publish();
    }

    private void Put(EvaluationRule rule, RuleRow row)
    {
        if (RuleLimits.Check(rule, _book) is { } problem)
        {
            throw new RuleException(problem);
        }

        row.Name = ViewRules.Clean(rule.Name);
        row.Enabled = rule.Enabled;
        row.Evaluators = string.Join(',', rule.Evaluators.Distinct(StringComparer.Ordinal));
        row.Query = rule.Query;
        row.QuietMinutes = rule.QuietMinutes;
        row.SamplePercent = rule.SamplePercent;
        row.VerdictsPerDay = rule.VerdictsPerDay;
        row.MicroDollarsPerDay = rule.DollarsPerDay is { } dollars ? (long)(dollars * 1_000_000m) : null;
        row.Problem = null;
        row.ChangedAt = Now();
    }

    private async Task<EvaluationRule> ChangeAsync(Func<DashboardDbContext, Task<RuleRow>> change, CancellationToken cancellationToken)
    {
        var row = await _door.WriteAsync(
            async db =>
            {
                var changed = await change(db);
                await db.SaveChangesAsync(cancellationToken);
                return changed;
            },
            cancellationToken);
        Changed();
        return Of(row);
    }

    private long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}
