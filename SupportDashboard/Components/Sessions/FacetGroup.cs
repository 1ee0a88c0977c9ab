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

    /// <summary>How many choices stand there only once somebody asks for more.</summary>
    public int Rest => Enumerable.Range(0, Facets.Count).Count(IsRest);

    /// <summary>True of a choice that is neither among the first nor chosen.</summary>
    public bool IsRest(int index) => Facets.Count > FirstShown + 1 && index >= FirstShown && !Facets[index].Active;
}
