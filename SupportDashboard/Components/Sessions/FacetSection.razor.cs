using Microsoft.AspNetCore.Components;

namespace SupportDashboard.Components.Sessions;

/// <summary>One filter with its choices: the most frequent first, the rest on demand, with a box to find one among many.</summary>
public sealed partial class FacetSection
{
    private IReadOnlyList<Facet> _shown = [];
    private bool _all;
    private string? _text;

    /// <summary>The filter with all its choices.</summary>
    [Parameter, EditorRequired]
    public required FacetGroup Group { get; set; }

    private int Hidden => _all ? 0 : Group.Facets.Count - _shown.Count;

    protected override void OnParametersSet() => Choose();

    private void Expand()
    {
        (_all, _text) = (!_all, null);
        Choose();
    }

    private void Filter(ChangeEventArgs change)
    {
        _text = change.Value as string;
        Choose();
    }

    private void Choose() => _shown = Group.Shown(_all, _text);
}
