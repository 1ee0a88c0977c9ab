using System.Numerics;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// The sessions of a filter, with each facet's choice kept apart, so that the facet can be counted without its own choice.
/// </summary>
internal sealed class Selection : IDisposable
{
    /// <summary>The group of <see cref="SessionFilter.HasErrors"/>.</summary>
    public const string Errors = "errors";

    /// <summary>The group of <see cref="SessionFilter.ThumbsDown"/>.</summary>
    public const string Disliked = "disliked";

    /// <summary>The group of <see cref="SessionFilter.NeedsLook"/>.</summary>
    public const string Look = "look";

    private readonly SessionColumns _columns;
    private readonly long _project;
    private readonly KeySet _base;
    private readonly List<(string Group, KeySet Set)> _choices = [];
    private readonly Dictionary<string, KeySet> _without = [];

    private Selection(SessionColumns columns, long project)
    {
        _columns = columns;
        _project = project;
        _base = Of(columns.Facets.Find(project, FacetValues.Everything, ""));
    }

    /// <summary>What the whole filter shows.</summary>
    public KeySet All => Without("");

    /// <summary>The search found more than is looked through.</summary>
    public bool Capped { get; private init; }

    /// <summary>Applies a filter.</summary>
    /// <param name="columns">The columns, while nothing changes them.</param>
    /// <param name="project">The project's key.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="search">What its search found; null when it searches for nothing.</param>
    public static Selection Of(SessionColumns columns, long project, SessionFilter filter, SearchResult? search)
    {
        var selection = new Selection(columns, project) { Capped = search is { Capped: true } };
        selection.KeepTime(filter);
        selection.KeepTurns(filter);
        selection.KeepFound(search?.Keys);
        selection.ChooseFlags(filter);
        foreach (var (evaluator, labels) in FilterBounds.Verdicts(filter))
        {
            selection.ChooseVerdict(SpanNames.Name(evaluator) ?? "", labels);
        }

        foreach (var (kind, names) in FilterBounds.Values(filter))
        {
            selection.Choose(kind, kind, names);
        }

        return selection;
    }

    /// <summary>The last active sessions of the filter's time range, among some or all.</summary>
    public static int[] Newest(SessionColumns columns, long project, SessionFilter filter, IReadOnlyCollection<int>? among, int most)
    {
        using var selection = new Selection(columns, project);
        selection.KeepTime(filter);
        selection.KeepFound(among);
        return Paging.Keys(columns, selection._base, SessionSort.LastActivity, ascending: false, 0, most);
    }

    /// <summary>What the filter shows without the choice of one facet; belongs to the selection.</summary>
    public KeySet Without(string group)
    {
        if (group.Length > 0 && !_choices.Exists(choice => choice.Group == group))
        {
            return All;
        }

        if (!_without.TryGetValue(group, out var set))
        {
            _without.Add(group, set = _base.Copy());
            foreach (var choice in _choices.Where(choice => choice.Group != group))
            {
                Bits.And(set.Words, choice.Set.Words);
            }
        }

        return set;
    }

    public void Dispose()
    {
        _base.Dispose();
        foreach (var set in _choices.Select(static choice => choice.Set).Concat(_without.Values))
        {
            set.Dispose();
        }
    }

    private void KeepTime(SessionFilter filter)
    {
        if (filter.From is not null || filter.To is not null)
        {
            var from = filter.From is { } begin ? SpanFacts.Microseconds(begin) : long.MinValue;
            var to = filter.To is { } end ? SpanFacts.Microseconds(end) : long.MaxValue;
            _columns.Time.Keep(_base.Words, from, to, _columns[Column.Started], _columns[Column.Active]);
        }
    }

    private void KeepTurns(SessionFilter filter)
    {
        if (filter.TurnsMin is null && filter.TurnsMax is null)
        {
            return;
        }

        var (least, most, turns) = (filter.TurnsMin ?? 0, filter.TurnsMax ?? int.MaxValue, _columns[Column.Turns]);
        var words = _base.Words;
        for (var at = 0; at < words.Length; at++)
        {
            for (var word = words[at]; word != 0; word &= word - 1)
            {
                var bit = BitOperations.TrailingZeroCount(word);
                if (turns[(at << 6) + bit] < least || turns[(at << 6) + bit] > most)
                {
                    words[at] &= ~(1UL << bit);
                }
            }
        }
    }

    private void KeepFound(IReadOnlyCollection<int>? keys)
    {
        if (keys is null)
        {
            return;
        }

        using var found = new KeySet(_columns.Words);
        foreach (var key in keys)
        {
            found.Add(key);
        }

        Bits.And(_base.Words, found.Words);
    }

    private void ChooseFlags(SessionFilter filter)
    {
        if (filter.HasErrors)
        {
            Choose(Errors, FacetValues.WithErrors, [""]);
        }

        if (filter.NeedsLook)
        {
            Choose(Look, FacetValues.NeedsLook, [""]);
        }

        if (filter.ThumbsDown)
        {
            Choose(Disliked, SessionValueKinds.Feedback, [SessionValueKinds.FeedbackDown]);
        }

        if (!string.IsNullOrEmpty(filter.Category))
        {
            Choose(SessionValueKinds.Category, SessionValueKinds.Category, [filter.Category]);
        }
    }

    private void Choose(string group, string kind, IEnumerable<string> names)
    {
        var set = new KeySet(_columns.Words);
        _choices.Add((group, set));
        foreach (var name in names)
        {
            _columns.Facets.Find(_project, kind, SpanNames.Name(name) ?? "")?.AddTo(set);
        }
    }

    private void ChooseVerdict(string evaluator, IEnumerable<string> labels)
    {
        var kind = ValueKinds.Verdict(evaluator);
        var set = new KeySet(_columns.Words);
        _choices.Add((kind, set));
        foreach (var label in labels)
        {
            if (label == SessionFilter.NotJudged)
            {
                using var open = Of(_columns.Facets.Find(_project, FacetValues.Everything, ""));
                using var judged = Of(_columns.Facets.Find(_project, FacetValues.Judged, evaluator));
                Bits.AndNot(open.Words, judged.Words);
                Bits.Or(set.Words, open.Words);
            }
            else
            {
                var (other, name) = label switch
                {
                    SessionFilter.Stale => (ValueKinds.Stale, evaluator),
                    SessionFilter.JudgeFailed => (ValueKinds.JudgeFailed, evaluator),
                    SessionFilter.HumanDisagrees => (ValueKinds.Disagrees, evaluator),
                    _ => (kind, SpanNames.Name(label) ?? ""),
                };
                _columns.Facets.Find(_project, other, name)?.AddTo(set);
            }
        }
    }

    private KeySet Of(Postings? postings)
    {
        var set = new KeySet(_columns.Words);
        postings?.AddTo(set);
        return set;
    }
}
