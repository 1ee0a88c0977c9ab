using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The filters of the page with their counts, from what the read model counted and what the address has chosen.</summary>
internal static class FacetGroups
{
    private const int MostEvaluators = 12;
    private const int MostLabels = 30;

    // What is still to be judged; who is retired will not judge it.
    private static readonly string[] AlwaysShown = [SessionFilter.NotJudged, SessionFilter.Stale];
    private static readonly string[] ShownWhereTheyOccur = [SessionFilter.JudgeFailed, SessionFilter.HumanDisagrees];
    private static readonly string[] Pseudo = [.. AlwaysShown, .. ShownWhereTheyOccur];

    /// <summary>All groups that have a choice.</summary>
    /// <param name="book">What evaluators and their labels are called.</param>
    /// <param name="facets">Null while the counts load: what is always there can be chosen already.</param>
    /// <param name="address">The list that is shown.</param>
    public static IReadOnlyList<FacetGroup> Of(EvaluatorBook book, SessionFacets? facets, SessionsAddress address) =>
    [
        Look(facets, address),
        .. Evaluators(book, facets, address).Select(evaluator => Verdicts(book, facets, address, evaluator)),
        .. SessionValueKinds.All.Select(kind => Values(facets, address, kind)).Where(IsChoice),
    ];

    // Where all write the same language it says nothing.
    private static bool IsChoice(FacetGroup group) => group.Facets.Count > 1 || (group.Facets.Count == 1 && (group.Key != "k:" + SessionValueKinds.Language || group.Facets[0].Active));

    private static FacetGroup Look(SessionFacets? facets, SessionsAddress address) => new("look", "What happened",
    [
        new("Needs a look", facets?.NeedsLook, (address with { NeedsLook = !address.NeedsLook, PageNumber = 1, Remarks = [] }).ToUri(), address.NeedsLook),
        new("A step failed", facets?.WithErrors, (address with { HasErrors = !address.HasErrors, PageNumber = 1, Remarks = [] }).ToUri(), address.HasErrors),
    ]);

    // Those of the product first, then whatever else has judged or is asked for.
    private static IEnumerable<string> Evaluators(EvaluatorBook book, SessionFacets? facets, SessionsAddress address) =>
        book.Standard.Select(static e => e.Name).Reverse()
            .Concat((facets?.Verdicts ?? new Dictionary<string, IReadOnlyDictionary<string, int>>())
                .Where(static counted => counted.Value.Any(static label => label.Value > 0 && label.Key != SessionFilter.NotJudged))
                .Select(static counted => counted.Key).Order(StringComparer.Ordinal))
            .Concat(address.Verdicts.Select(static v => v.Evaluator))
            .Distinct().Take(MostEvaluators);

    private static FacetGroup Verdicts(EvaluatorBook book, SessionFacets? facets, SessionsAddress address, string evaluator)
    {
        var counts = facets?.Verdicts.GetValueOrDefault(evaluator);
        var chosen = address.Verdicts.Where(v => v.Evaluator == evaluator).Select(static v => v.Label).ToList();
        var judge = book.Find(evaluator);
        var known = judge?.Choices.Select(static choice => choice.Label) ?? [];
        var foreign = counts?.Where(static label => label.Value > 0).OrderByDescending(static label => label.Value).ThenBy(static label => label.Key, StringComparer.Ordinal).Select(static label => label.Key) ?? [];
        var labels = known.Concat(foreign.Concat(chosen).Where(static label => !Pseudo.Contains(label))).Distinct().Take(MostLabels)
            .Concat(judge is { IsRetired: true } ? AlwaysShown.Where(chosen.Contains) : AlwaysShown)
            .Concat(ShownWhereTheyOccur.Where(label => counts?.GetValueOrDefault(label) > 0 || chosen.Contains(label)));
        return new("v:" + evaluator, book.TitleOf(evaluator),
            [.. labels.Select(label => new Facet(
                FacetWords.Label(book, evaluator, label), facets is null ? null : counts?.GetValueOrDefault(label) ?? 0, address.Toggle(evaluator, label).ToUri(), chosen.Contains(label)))]);
    }

    private static FacetGroup Values(SessionFacets? facets, SessionsAddress address, string kind)
    {
        var counted = facets?.Values.GetValueOrDefault(kind) ?? [];
        var chosen = address.Values.Where(v => v.Kind == kind).Select(static v => v.Value).ToHashSet(StringComparer.Ordinal);
        var missing = chosen.Where(value => counted.All(facet => facet.Name != value)).Select(value => new FacetValue(value, 0));
        return new("k:" + kind, FacetWords.Kind(kind),
            [.. counted.Concat(missing).Select(value => new Facet(
                FacetWords.Value(kind, value.Name), facets is null ? null : value.Count, address.ToggleValue(kind, value.Name).ToUri(), chosen.Contains(value.Name)))]);
    }
}
