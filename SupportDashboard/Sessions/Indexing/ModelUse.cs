namespace SupportDashboard.Sessions.Indexing;

/// <summary>The tokens that one model took.</summary>
/// <param name="Model">Its name; null where the sender named none.</param>
/// <param name="Prompt">Prompt tokens.</param>
/// <param name="Completion">Completion tokens.</param>
/// <param name="Cached">The part of the prompt that was cached.</param>
/// <param name="Uncounted">Answers whose tokens the sender did not count.</param>
internal sealed record ModelUse(string? Model, long Prompt, long Completion, long Cached, int Uncounted)
{
    /// <summary>One entry per model, in alphabetical order.</summary>
    public static IReadOnlyList<ModelUse> Sum(IEnumerable<ModelUse> uses) =>
    [
        .. uses.GroupBy(static use => use.Model, StringComparer.Ordinal)
            .Select(static same => new ModelUse(
                same.Key,
                same.Sum(static use => use.Prompt),
                same.Sum(static use => use.Completion),
                same.Sum(static use => use.Cached),
                same.Sum(static use => use.Uncounted)))
            .OrderBy(static use => use.Model, StringComparer.Ordinal),
    ];
}
