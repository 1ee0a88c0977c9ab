using SupportDashboard.Sessions.Views;

namespace SupportDashboard.Components.Sessions;

/// <summary>A named list of sessions on screen: a built-in one, or one that somebody saved.</summary>
/// <param name="Key">Stands in the address as <c>saved=</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Query">The query part of its list's address; that of a saved view may hold anything.</param>
/// <param name="Saved">What was saved; null for a built-in view.</param>
internal sealed record ListView(string Key, string Name, string Query, SavedView? Saved = null)
{
    /// <summary>
    /// What a lead opens first: only the conversations that were judged unresolved or incoherent, in which a step failed, that a customer
    /// disliked, or whose verdict is out of date, the worst first.
    /// </summary>
    public static ListView NeedsAttention { get; } = new("needs-attention", "Needs attention", "?look=1&sort=needslook");

    /// <summary>Everything, newest first.</summary>
    public static ListView All { get; } = new("all", "All", "");

    public static IReadOnlyList<ListView> BuiltIn { get; } = [NeedsAttention, All];

    public static ListView Of(SavedView view) => new(view.Id.ToString("N"), view.Name, view.Query, view);

    /// <summary>The view's list in the project that is shown. A built-in view leaves the look of the list as it is.</summary>
    public SessionsAddress AddressFrom(SessionsAddress current)
    {
        var address = SessionsAddress.ParseQuery(Query) with { Remarks = [], Project = current.Project, SessionId = null, Turn = null, PageNumber = 1, View = Key };
        return Saved is null ? address.LooksLike(current) : address;
    }

    /// <summary>True where the list shows something else than the view by now.</summary>
    public bool IsChangedIn(SessionsAddress current) => AddressFrom(current).ToViewQuery() != current.ToViewQuery();
}
