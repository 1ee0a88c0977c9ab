namespace SupportDashboard.Components.Sessions;

/// <summary>
/// Which sessions are picked: some by their ids, on whatever page they stand, or everything that matches but a few. "Everything" is kept as
/// such, so that picking a million costs nothing.
/// </summary>
public sealed class SessionSelection
{
    private const int MostIds = 10_000;

    // The picked ones; the ones left out where everything is picked.
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private string? _anchor;

    /// <summary>Everything that matches is picked, but for the ones left out since.</summary>
    public bool IsAllMatching { get; private set; }

    /// <summary>True where nothing is picked.</summary>
    public bool IsEmpty => !IsAllMatching && _ids.Count == 0;

    /// <summary>The ids picked by hand, or those left out where everything is picked.</summary>
    public IReadOnlySet<string> Ids => _ids;

    public bool Contains(string sessionId) => _ids.Contains(sessionId) != IsAllMatching;

    /// <summary>How many are picked of so many that match.</summary>
    public int Count(int matching) => IsAllMatching ? Math.Max(0, matching - _ids.Count) : _ids.Count;

    /// <summary>Picks a session, or lets it go.</summary>
    public void Toggle(string sessionId)
    {
        _anchor = sessionId;
        Set(sessionId, !Contains(sessionId));
    }

    /// <summary>Gives everything between the last picked session and this one what this one becomes, as Shift does in a list.</summary>
    /// <param name="shown">The ids on screen, in their order.</param>
    /// <param name="sessionId">Where the stretch ends.</param>
    public void Extend(IReadOnlyList<string> shown, string sessionId)
    {
        var ids = shown.ToList();
        var (from, to) = (_anchor is null ? -1 : ids.IndexOf(_anchor), ids.IndexOf(sessionId));
        if (from < 0 || to < 0)
        {
            Toggle(sessionId);
            return;
        }

        var picked = !Contains(sessionId);
        foreach (var id in ids.Skip(Math.Min(from, to)).Take(Math.Abs(to - from) + 1))
        {
            Set(id, picked);
        }
    }

    /// <summary>Picks everything on screen, or lets it go where all of it was picked.</summary>
    public void TogglePage(IReadOnlyList<string> shown)
    {
        var picked = !shown.All(Contains);
        foreach (var id in shown)
        {
            Set(id, picked);
        }
    }

    /// <summary>Picks everything that matches, also what is not on screen.</summary>
    public void PickAllMatching()
    {
        IsAllMatching = true;
        _ids.Clear();
    }

    public void Clear()
    {
        IsAllMatching = false;
        _anchor = null;
        _ids.Clear();
    }

    private void Set(string sessionId, bool picked)
    {
        if (picked == IsAllMatching)
        {
            _ids.Remove(sessionId);
        }
        else if (_ids.Count < MostIds)
        {
            _ids.Add(sessionId);
        }
    }
}
