namespace SupportDashboard.Components.Sessions;

/// <summary>One figure of the strip.</summary>
/// <param name="Value">The figure with its unit; null while it loads.</param>
/// <param name="Label">What it is, in a few words.</param>
/// <param name="Detail">What it is of, as a sentence without its full stop; null where there is nothing to add.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Action">What is shown there.</param>
internal sealed record SummaryFigure(string? Value, string Label, string? Detail, string Href, string Action)
{
    /// <summary>A few words that stand there where there is no period before to compare with.</summary>
    public string? Note { get; init; }

    /// <summary>Against the period before; null where there is none.</summary>
    public FigureChange? Change { get; init; }

    /// <summary>The list shows what it leads to already; the link leads back.</summary>
    public bool Active { get; init; }

    /// <summary>Everything about it in one sentence or two, where a pointer rests.</summary>
    public string Hint => $"{(Detail is null ? "" : $"{Detail}. ")}{Action}.";
}
