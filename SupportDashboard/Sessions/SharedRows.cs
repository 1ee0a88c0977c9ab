using System.Collections.Concurrent;

namespace SupportDashboard.Sessions;

/// <summary>
/// Rows that pages hold at the moment, each once: whoever looks at the same list holds the same rows. It keeps none of them itself, and a row that
/// says anything new takes the place of the one before.
/// </summary>
internal sealed class SharedRows
{
    private const int FewPlaces = 4_096;

    private readonly ConcurrentDictionary<(string Project, string SessionId), WeakReference<SessionRow>> _held = new();

    // Above so many places, those of rows that nobody holds are given up; with twice as many as were left, again.
    private int _many = FewPlaces;

    /// <summary>The row that is held already, if it says the same in everything; else this one.</summary>
    public SessionRow Of(SessionRow row)
    {
        var key = (row.Project, row.SessionId);
        if (_held.TryGetValue(key, out var place) && place.TryGetTarget(out var held) && SaysTheSame(held, row))
        {
            return held;
        }

        GiveUp();
        _held[key] = new(row);
        return row;
    }

    // What is a list in a record is compared by what is in it.
    private static bool SaysTheSame(SessionRow held, SessionRow row) =>
        held == row with { Values = held.Values, Failures = held.Failures, Verdicts = held.Verdicts }
        && AreEqual(held.Values, row.Values, static (one, other) => one.SequenceEqual(other, StringComparer.Ordinal))
        && AreEqual(held.Failures, row.Failures, static (one, other) => one == other)
        && held.Verdicts.Count == row.Verdicts.Count
        && held.Verdicts.Zip(row.Verdicts).All(static pair => SaysTheSame(pair.First, pair.Second));

    private static bool SaysTheSame(SessionVerdict held, SessionVerdict verdict) =>
        held == verdict with { Evidence = held.Evidence, Manipulation = held.Manipulation }
        && held.Evidence.SequenceEqual(verdict.Evidence)
        && held.Manipulation.SequenceEqual(verdict.Manipulation);

    private static bool AreEqual<T>(IReadOnlyDictionary<string, T> one, IReadOnlyDictionary<string, T> other, Func<T, T, bool> equal) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && equal(pair.Value, value));

    private void GiveUp()
    {
        if (_held.Count <= Volatile.Read(ref _many))
        {
            return;
        }

        Volatile.Write(ref _many, int.MaxValue);

        foreach (var pair in _held)
        {
            if (!pair.Value.TryGetTarget(out _))
            {
                _held.TryRemove(pair);
            }
        }

        Volatile.Write(ref _many, Math.Max(FewPlaces, 2 * _held.Count));
    }
}
