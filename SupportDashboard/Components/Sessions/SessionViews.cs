using SupportDashboard.Review;
using SupportDashboard.Sessions.Views;

namespace SupportDashboard.Components.Sessions;

/// <summary>The views that a person can open, and which of them the list shows.</summary>
public sealed class SessionViews(SavedViews views)
{
    // Without sign-in there is one person.
    private const string User = Reviewer.Local;

    /// <summary>The built-in views, the person's own and those others share, in this order.</summary>
    internal IReadOnlyList<ListView> All { get; private set; } = ListView.BuiltIn;

    /// <summary>The key of the view that opens first; null where none was chosen, which opens everything.</summary>
    internal string? Default { get; private set; }

    /// <summary>Why saved views are missing, as a sentence.</summary>
    internal string? Problem { get; private set; }

    /// <summary>Reads the saved views; the list works without them.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var saved = await views.ListAsync(User, cancellationToken);
            Default = await views.DefaultAsync(User, cancellationToken);
            All = [.. ListView.BuiltIn, .. saved.Where(static view => view.Owner == User).Concat(saved.Where(static view => view.Owner != User)).Select(ListView.Of)];
            Problem = null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Problem = "Saved views could not be read.";
        }
    }

    /// <summary>Calls back after somebody changed a view, until the token is disposed.</summary>
    public IDisposable Subscribe(Action changed) => views.Subscribe(changed);

    /// <summary>The list that a bare address opens with; null where that is everything.</summary>
    internal SessionsAddress? OpensWith(SessionsAddress address) =>
        address.IsBare && Default is not null && All.FirstOrDefault(view => view.Key == Default) is { } chosen && chosen != ListView.All
            ? chosen.AddressFrom(address)
            : null;

    /// <summary>The view that the list began with, or that is the same list by chance; null where there is none.</summary>
    internal ListView? Current(SessionsAddress address) =>
        All.FirstOrDefault(view => view.Key == address.View) ?? All.FirstOrDefault(view => !view.IsChangedIn(address));

    internal static bool IsOwn(ListView view) => view.Saved?.Owner == User;

    internal async Task<ListView> SaveAsync(string name, SessionsAddress address, bool shared, CancellationToken cancellationToken) =>
        ListView.Of(await views.SaveAsync(User, name, address.ToViewQuery(), shared, cancellationToken));

    internal Task ReplaceAsync(SavedView view, SessionsAddress address, CancellationToken cancellationToken) =>
        views.ReplaceAsync(User, view.Id, address.ToViewQuery(), cancellationToken);

    internal Task RenameAsync(SavedView view, string name, CancellationToken cancellationToken) => views.RenameAsync(User, view.Id, name, cancellationToken);

    internal Task ShareAsync(SavedView view, bool shared, CancellationToken cancellationToken) => views.ShareAsync(User, view.Id, shared, cancellationToken);

    internal Task<SavedView> DeleteAsync(SavedView view, CancellationToken cancellationToken) => views.DeleteAsync(User, view.Id, cancellationToken);

    internal Task RestoreAsync(SavedView view, CancellationToken cancellationToken) => views.RestoreAsync(view, cancellationToken);

    /// <summary>Chooses the view that opens first; the chosen one once more takes the choice back.</summary>
    internal Task ChooseDefaultAsync(ListView view, CancellationToken cancellationToken) =>
        views.ChooseDefaultAsync(User, view.Key == Default ? null : view.Key, cancellationToken);
}
