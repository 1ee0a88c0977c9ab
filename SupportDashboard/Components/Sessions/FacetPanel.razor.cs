using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The filters with their counts, each a link, so that every combination has an address.</summary>
public sealed partial class FacetPanel(EvaluatorBook book)
{
    /// <summary>The counts; null while they load.</summary>
    [Parameter, EditorRequired]
    public SessionFacets? Facets { get; set; }

    /// <summary>The address of the list, from which the links are made.</summary>
    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }
}
