namespace SupportDashboard.Components.Sessions;

/// <summary>The choices of one filter, of which several may be chosen: a session then needs one of them.</summary>
/// <param name="Key">Tells it from the others.</param>
/// <param name="Title">The heading.</param>
/// <param name="Facets">In the order in which they are shown.</param>
public sealed record FacetGroup(string Key, string Title, IReadOnlyList<Facet> Facets)
{
    /// <summary>How many choices stand there before somebody asks for more.</summary>
    public const int FirstShown = 8;

    /// <summary>Beyond so many there is a box to filter them.</summary>
    public const int WithFilterBox = 20;

    /// <summary>What to show: the first ones and whatever is chosen, or everything that contains a text.</summary>
    public IReadOnlyList<Facet> Shown(bool all, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            return [.. Facets.Where(facet => facet.Words.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase))];
        }

        return all || Facets.Count <= FirstShown + 1 ? Facets : [.. Facets.Where((facet, index) => index < FirstShown || facet.Active)];
    }
}
