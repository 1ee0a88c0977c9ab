namespace SupportDashboard.Sessions.Views;

/// <summary>A list of sessions that somebody gave a name: filters, search, sort, columns.</summary>
/// <param name="Id">Stays the same when the view is renamed or deleted and brought back.</param>
/// <param name="Owner">Who saved it; only she changes it.</param>
/// <param name="Name">One line of any text, at most <see cref="ViewRules.MaxNameLength"/> characters.</param>
/// <param name="Query">The query part of the list's address as it was saved, with or without the question mark. It may hold anything: read it tolerantly.</param>
/// <param name="Shared">Everybody sees it, not only its owner.</param>
public sealed record SavedView(Guid Id, string Owner, string Name, string Query, bool Shared);
