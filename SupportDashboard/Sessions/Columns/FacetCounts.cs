using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>Counts what each choice of a filter would show, each facet without its own choice.</summary>
internal static class FacetCounts
{
    private const int MostEvaluators = 30;
    private const int MostValues = 200;
    private const int MostCategories = 100;

    public static SessionFacets Of(SessionColumns columns, long project, Selection selection)
    {
        int Count(string group, string kind, string name = "") => columns.Facets.Find(project, kind, name)?.CountIn(selection.Without(group).Words) ?? 0;
        var values = SessionValueKinds.All.ToDictionary(static kind => kind, kind => Values(columns, project, selection, kind), StringComparer.Ordinal);
        return new SessionFacets(
            Evaluators(columns, project).ToDictionary(static name => name, IReadOnlyDictionary<string, int> (name) => Labels(columns, project, selection, name), StringComparer.Ordinal),
            Count(Selection.Errors, FacetValues.WithErrors),
            Count(Selection.Disliked, SessionValueKinds.Feedback, SessionValueKinds.FeedbackDown),
            Count("", FacetValues.AnyStale),
            values[SessionValueKinds.Category].Take(MostCategories).ToDictionary(static value => value.Name, static value => value.Count, StringComparer.Ordinal))
        {
            Values = values,
            NeedsLook = Count(Selection.Look, FacetValues.NeedsLook),
            Total = selection.All.Count,
            SearchCapped = selection.Capped,
        };
    }

    // The built-in evaluators always, others when they occur in the project.
    private static IEnumerable<string> Evaluators(SessionColumns columns, long project) => columns.Facets
        .Most(project, FacetValues.Judged, MostEvaluators)
        .Select(static value => value.Name)
        .Union([Standings.Coherence, Standings.Resolution])
        .Order(StringComparer.Ordinal);

    private static Dictionary<string, int> Labels(SessionColumns columns, long project, Selection selection, string evaluator)
    {
        var kind = ValueKinds.Verdict(evaluator);
        var set = selection.Without(kind);
        int Count(string of) => columns.Facets.Find(project, of, evaluator)?.CountIn(set.Words) ?? 0;
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        void AddIfAny(string label, int count)
        {
            if (count > 0)
            {
                labels[label] = count;
            }
        }

        foreach (var (label, sessions) in columns.Facets.Most(project, kind, MostValues))
        {
            AddIfAny(label, sessions.CountIn(set.Words));
        }

        labels[SessionFilter.NotJudged] = set.Count - Count(FacetValues.Judged);
        AddIfAny(SessionFilter.Stale, Count(ValueKinds.Stale));
        AddIfAny(SessionFilter.JudgeFailed, Count(ValueKinds.JudgeFailed));
        AddIfAny(SessionFilter.HumanDisagrees, Count(ValueKinds.Disagrees));
        return labels;
    }

    private static IReadOnlyList<FacetValue> Values(SessionColumns columns, long project, Selection selection, string kind)
    {
        var set = selection.Without(kind);
        var counted = columns.Facets.Most(project, kind, MostValues)
            .Select(value => new FacetValue(value.Name, value.Postings.CountIn(set.Words)))
            .Where(static value => value.Count > 0);
        return kind == SessionValueKinds.Turns
            ? [.. counted.OrderBy(static value => SessionValueKinds.TurnBuckets.ToList().IndexOf(value.Name))]
            : [.. counted.OrderByDescending(static value => value.Count).ThenBy(static value => value.Name, StringComparer.Ordinal)];
    }
}
