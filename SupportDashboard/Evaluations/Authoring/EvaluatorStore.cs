using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations.Authoring;

/// <summary>Keeps published evaluators, every version of them, in the dashboard's database, and shows them in the book.</summary>
internal sealed partial class EvaluatorStore(LedgerDoor door, EvaluatorBook book, TimeProvider clock, ILogger<EvaluatorStore> logger)
{
    private const int MostEvaluators = 200;
    private const int MostVersions = 1000;

    /// <summary>Publishes a definition as the next version of its name.</summary>
    /// <param name="definition">What <see cref="EvaluatorRules"/> made; its version does not count.</param>
    /// <param name="basedOn">The version that its author saw; 0 for a new evaluator.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PublishOutcome> PublishAsync(Evaluator definition, int basedOn, CancellationToken cancellationToken)
    {
        PublishOutcome outcome;
        try
        {
            outcome = await door.WriteAsync(db => PublishAsync(db, definition, basedOn, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another process published the same version at the same moment.
            outcome = new(null, Overtaken(definition.Name));
        }

        await RefreshAsync(cancellationToken);
        return outcome;
    }

    /// <summary>Retires a published evaluator, or brings it back. Doing so twice is harmless; its versions and its verdicts stay.</summary>
    /// <returns>Why it was not done, as a sentence; null when it was.</returns>
    public async Task<string?> RetireAsync(string name, bool retired, CancellationToken cancellationToken)
    {
        if (EvaluatorCatalog.Find(name) is not null)
        {
            return "An evaluator of the product cannot be retired.";
        }

        var at = retired ? clock.GetUtcNow().ToUnixTimeMilliseconds() : (long?)null;
        var versions = await door.WriteAsync(
            db => db.Evaluators.Where(row => row.Name == name).ExecuteUpdateAsync(set => set.SetProperty(row => row.RetiredAt, at), cancellationToken), cancellationToken);
        await RefreshAsync(cancellationToken);
        return versions == 0 ? $"There is no evaluator named {name}." : null;
    }

    /// <summary>The evaluator in the version that was asked for, also when another process has just published it; else in its newest.</summary>
    public async Task<Evaluator?> FindAsync(string name, int version, CancellationToken cancellationToken)
    {
        if (book.Find(name, version) is { } known)
        {
            return known;
        }

        if (EvaluatorCatalog.Find(name) is null)
        {
            await RefreshAsync(cancellationToken);
        }

        return book.Find(name, version) ?? book.Find(name);
    }

    /// <summary>Reads again what is published.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken) => book.Show(await door.ReadAsync(db => ReadAsync(db, cancellationToken), cancellationToken));

    /// <summary>Fills the book before anybody else is let into the database.</summary>
    public async Task LoadAsync(DashboardDbContext db, CancellationToken cancellationToken) => book.Show(await ReadAsync(db, cancellationToken));

    private async Task<PublishOutcome> PublishAsync(DashboardDbContext db, Evaluator definition, int basedOn, CancellationToken cancellationToken)
    {
        var text = EvaluatorJson.Write(definition);
        var newest = await db.Evaluators.AsNoTracking().Where(row => row.Name == definition.Name).OrderByDescending(static row => row.Version).FirstOrDefaultAsync(cancellationToken);
        var version = newest?.Version ?? 0;
        if (version != basedOn)
        {
            return new(null, basedOn == 0 ? $"There is an evaluator named {definition.Name} already. Choose another name, or change that one." : Overtaken(definition.Name));
        }

        if (newest?.RetiredAt is not null)
        {
            return new(null, $"{definition.Name} is retired. Bring it back first.");
        }

        if (newest?.Definition == text)
        {
            return new(null, "Nothing has changed since the published version.");
        }

        if (version >= MostVersions || (version == 0 && await db.Evaluators.Select(static row => row.Name).Distinct().CountAsync(cancellationToken) >= MostEvaluators))
        {
            return new(null, version == 0 ? $"There are {MostEvaluators} evaluators already; more are not possible." : $"There are {MostVersions:N0} versions already; publish it under another name.");
        }

        var now = clock.GetUtcNow();
        db.Evaluators.Add(new() { Name = definition.Name, Version = version + 1, Definition = text, PublishedAt = now.ToUnixTimeMilliseconds() });
        await db.SaveChangesAsync(cancellationToken);
        return new(definition with { Version = version + 1, PublishedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()) }, null);
    }

    private async Task<IReadOnlyList<Evaluator>> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Evaluators.AsNoTracking().OrderBy(static row => row.Id).ToListAsync(cancellationToken);
        var read = new List<Evaluator>(rows.Count);

        // A version that another dashboard published in the moment of a retirement is in use, and its evaluator with it: the newest one says it for all.
        var retiredAt = rows.GroupBy(static row => row.Name, StringComparer.Ordinal).ToDictionary(static versions => versions.Key, static versions => versions.MaxBy(static row => row.Version)!.RetiredAt, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (EvaluatorJson.Read(row.Definition) is { } evaluator && evaluator.Name == row.Name)
            {
                read.Add(evaluator with
                {
                    Version = row.Version,
                    PublishedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.PublishedAt),
                    RetiredAt = retiredAt[row.Name] is { } retired ? DateTimeOffset.FromUnixTimeMilliseconds(retired) : null,
                });
            }
            else
            {
                LogUnreadable(row.Name, row.Version);
            }
        }

        return read;
    }

    private static string Overtaken(string name) => $"Somebody published {name} meanwhile. Look at that version first, then publish yours over it.";

    [LoggerMessage(LogLevel.Warning, "Version {Version} of the evaluator {Name} cannot be read; it is left out.")]
    private partial void LogUnreadable(string name, int version);
}
