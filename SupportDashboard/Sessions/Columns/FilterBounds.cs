namespace SupportDashboard.Sessions.Columns;

/// <summary>How much of a filter is heeded, so that a forged one costs no more than a person's.</summary>
internal static class FilterBounds
{
    private const int MostEvaluators = 20;
    private const int MostNames = 50;

    /// <summary>Evaluators with the labels that are asked for.</summary>
    public static IEnumerable<(string Evaluator, IEnumerable<string> Labels)> Verdicts(SessionFilter filter) =>
        filter.Verdicts.Where(static choice => choice.Value.Count > 0).Take(MostEvaluators).Select(static choice => (choice.Key, choice.Value.Take(MostNames)));

    /// <summary>Known kinds with the values that are asked for.</summary>
    public static IEnumerable<(string Kind, IEnumerable<string> Names)> Values(SessionFilter filter) => SessionValueKinds.All
        .Select(kind => (kind, Names: filter.Values.GetValueOrDefault(kind) ?? []))
        .Where(static choice => choice.Names.Count > 0)
        .Select(static choice => (choice.kind, choice.Names.Take(MostNames)));

    /// <summary>Sentences about what is not heeded.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="unsearched">Sessions that were just imported and not searched.</param>
    public static IReadOnlyList<string> LeftOut(SessionFilter filter, int unsearched = 0)
    {
        var sentences = new List<string>();
        if (unsearched > 0)
        {
            var count = unsearched >= SearchResult.MostUnsearched ? $"More than {SearchResult.MostUnsearched:#,0}" : $"{unsearched:#,0}";
            sentences.Add(unsearched == 1
                ? "The text of one conversation that was just imported cannot be searched yet; it will be soon."
                : $"{count} conversations were just imported and cannot be searched yet; they will be soon.");
        }

        if (filter.Values.Keys.Except(SessionValueKinds.All).Any())
        {
            sentences.Add("A part of the filter is not known here and was left out.");
        }

        if (filter.Verdicts.Count(static choice => choice.Value.Count > 0) > MostEvaluators || filter.Verdicts.Values.Concat(filter.Values.Values).Any(static names => names.Count > MostNames))
        {
            sentences.Add($"Only the first {MostEvaluators} evaluators, and {MostNames} choices of each, are looked at.");
        }

        if (SearchTerms.Parse(filter.Search).IsCut)
        {
            sentences.Add($"Only the first {SearchTerms.MostWords} words, and {SearchTerms.LongestSearch} characters, are searched for.");
        }

        return sentences;
    }
}
