using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Hosting;

namespace SupportDashboard.Sessions.Views;

/// <summary>
/// The named lists of sessions: everybody's own and those that are shared, in the dashboard database, because Phoenix has no place for
/// them. A view belongs to no project: it is applied to the one that is shown.
/// </summary>
public sealed class SavedViews : ILedgerListener
{
    private readonly LedgerDoor _door;
    private readonly TimeProvider _clock;
    private readonly Subscribers _subscribers = new();

    internal SavedViews(LedgerDoor door, TimeProvider clock) => (_door, _clock) = (door, clock);

    /// <summary>Calls back after every change, from any thread, until the token is disposed.</summary>
    public IDisposable Subscribe(Action changed) => _subscribers.Subscribe(changed);

    void ILedgerListener.LookAgain() => _subscribers.Publish();

    /// <summary>A person's own views and the shared ones of others, by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(string user, CancellationToken cancellationToken)
    {
        var rows = await _door.ReadAsync(
            db => db.SavedViews.AsNoTracking().Where(view => view.Owner == user || view.Shared).ToListAsync(cancellationToken), cancellationToken);
        return [.. rows.Select(ToView).OrderBy(static view => view.Name, StringComparer.OrdinalIgnoreCase).ThenBy(static view => view.Id)];
    }

    /// <summary>The view with which a person's list opens: an id, or a built-in view's key; null where she chose none.</summary>
    public Task<string?> DefaultAsync(string user, CancellationToken cancellationToken) => _door.ReadAsync(
        db => db.DefaultViews.Where(choice => choice.Owner == user).Select(static choice => (string?)choice.View).SingleOrDefaultAsync(cancellationToken), cancellationToken);

    /// <summary>Chooses with which view a person's list opens; null takes the choice back.</summary>
    public Task ChooseDefaultAsync(string user, string? view, CancellationToken cancellationToken) => ChangeAsync(
        async db =>
        {
            await db.DefaultViews.Where(choice => choice.Owner == user).ExecuteDeleteAsync(cancellationToken);
            if (view is not null)
            {
                db.DefaultViews.Add(new DefaultViewRow { Owner = user, View = view });
            }

            return view;
        },
        cancellationToken);

    /// <summary>Saves a list under a new name.</summary>
    /// <exception cref="SavedViewException">The name is empty, too long or taken, or there are too many.</exception>
    public Task<SavedView> SaveAsync(string user, string name, string query, bool shared, CancellationToken cancellationToken) => ChangeAsync(
        async db =>
        {
            await CheckAsync(db, user, name, except: null, cancellationToken);
            if (await db.SavedViews.CountAsync(view => view.Owner == user, cancellationToken) >= ViewRules.MaxViews)
            {
                throw new SavedViewException($"There is room for {ViewRules.MaxViews} views; delete one first.");
            }

            var row = new SavedViewRow { Id = Guid.CreateVersion7(_clock.GetUtcNow()), Owner = user, Name = ViewRules.Clean(name), Query = CheckQuery(query), Shared = shared, CreatedAt = Now(), UpdatedAt = Now() };
            db.SavedViews.Add(row);
            return ToView(row);
        },
        cancellationToken);

    /// <summary>Gives a view another name.</summary>
    /// <exception cref="SavedViewException">The name is empty, too long or taken, or the view is gone or somebody else's.</exception>
    public Task<SavedView> RenameAsync(string user, Guid id, string name, CancellationToken cancellationToken) => ChangeAsync(
        async db =>
        {
            await CheckAsync(db, user, name, id, cancellationToken);
            return Changed(await OwnAsync(db, user, id, cancellationToken), view => view.Name = ViewRules.Clean(name));
        },
        cancellationToken);

    /// <summary>Lets a view show another list.</summary>
    /// <exception cref="SavedViewException">The view is gone or somebody else's.</exception>
    public Task<SavedView> ReplaceAsync(string user, Guid id, string query, CancellationToken cancellationToken) => ChangeAsync(
        async db => Changed(await OwnAsync(db, user, id, cancellationToken), view => view.Query = CheckQuery(query)), cancellationToken);

    /// <summary>Shows a view to everybody, or to its owner only.</summary>
    /// <exception cref="SavedViewException">The view is gone or somebody else's.</exception>
    public Task<SavedView> ShareAsync(string user, Guid id, bool shared, CancellationToken cancellationToken) => ChangeAsync(
        async db => Changed(await OwnAsync(db, user, id, cancellationToken), view => view.Shared = shared), cancellationToken);

    /// <summary>Deletes a view and returns what <see cref="RestoreAsync"/> needs to bring it back.</summary>
    /// <exception cref="SavedViewException">The view is gone or somebody else's.</exception>
    public Task<SavedView> DeleteAsync(string user, Guid id, CancellationToken cancellationToken) => ChangeAsync(
        async db =>
        {
            var row = await OwnAsync(db, user, id, cancellationToken);
            db.SavedViews.Remove(row);
            return ToView(row);
        },
        cancellationToken);

    /// <summary>Brings a deleted view back, with its id, so that links to it work again.</summary>
    /// <exception cref="SavedViewException">Its name was given to another view meanwhile.</exception>
    public Task<SavedView> RestoreAsync(SavedView view, CancellationToken cancellationToken) => ChangeAsync(
        async db =>
        {
            if (!await db.SavedViews.AnyAsync(row => row.Id == view.Id, cancellationToken))
            {
                await CheckAsync(db, view.Owner, view.Name, except: null, cancellationToken);
                db.SavedViews.Add(new SavedViewRow { Id = view.Id, Owner = view.Owner, Name = view.Name, Query = view.Query, Shared = view.Shared, CreatedAt = Now(), UpdatedAt = Now() });
            }

            return view;
        },
        cancellationToken);

    private static async Task CheckAsync(DashboardDbContext db, string user, string name, Guid? except, CancellationToken cancellationToken)
    {
        if (ViewRules.Check(name) is { } problem)
        {
            throw new SavedViewException(problem);
        }

        var clean = ViewRules.Clean(name);
        if (await db.SavedViews.AnyAsync(view => view.Owner == user && view.Name == clean && view.Id != except, cancellationToken))
        {
            throw new SavedViewException($"You already have a view named “{clean}”.");
        }
    }

    private static async Task<SavedViewRow> OwnAsync(DashboardDbContext db, string user, Guid id, CancellationToken cancellationToken) =>
        await db.SavedViews.SingleOrDefaultAsync(view => view.Id == id && view.Owner == user, cancellationToken)
        ?? throw new SavedViewException("This view is not there any more, or it is somebody else’s.");

    private static string CheckQuery(string query) =>
        query.Length <= ViewRules.MaxQueryLength ? query : throw new SavedViewException("This list has too many filters to be saved.");

    private static SavedView ToView(SavedViewRow row) => new(row.Id, row.Owner, row.Name, row.Query, row.Shared);

    private SavedView Changed(SavedViewRow row, Action<SavedViewRow> change)
    {
        change(row);
        row.UpdatedAt = Now();
        return ToView(row);
    }

    private async Task<T> ChangeAsync<T>(Func<DashboardDbContext, Task<T>> change, CancellationToken cancellationToken)
    {
        var result = await _door.WriteAsync(
            async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var changed = await change(db);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return changed;
            },
            cancellationToken);
        _subscribers.Publish();
        return result;
    }

    private long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}
