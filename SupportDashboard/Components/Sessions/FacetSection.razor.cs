using Microsoft.AspNetCore.Components;

namespace SupportDashboard.Components.Sessions;

/// <summary>One filter with its choices: the most frequent first, the rest on demand, with a box to find one among many (<c>choices.js</c>).</summary>
public sealed partial class FacetSection
{
    /// <summary>The filter with all its choices.</summary>
    [Parameter, EditorRequired]
    public required FacetGroup Group { get; set; }
}
