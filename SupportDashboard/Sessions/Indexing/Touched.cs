using System.Collections.Immutable;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>What a transaction changed and must be computed again.</summary>
internal sealed class Touched
{
    private readonly Dictionary<long, HashSet<long>> _texts = [];

    /// <summary>Sessions that gained, changed or lost a turn.</summary>
    public HashSet<long> Sessions { get; } = [];

    /// <summary>Turns whose text changed; 0 stands for one that the session lost.</summary>
    public IReadOnlySet<long> TextsOf(long session) => _texts.TryGetValue(session, out var traces) ? traces : ImmutableHashSet<long>.Empty;

    public void AddText(long session, long trace)
    {
        if (!_texts.TryGetValue(session, out var traces))
        {
            _texts.Add(session, traces = []);
        }

        traces.Add(trace);
    }
}
