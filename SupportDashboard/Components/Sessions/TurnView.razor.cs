using Microsoft.AspNetCore.Components;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>One turn as people read it: what the customer said, what the agent did, what it answered.</summary>
public sealed partial class TurnView
{
    private TranscriptTurn? _rendered;
    private bool _renderedTarget;

    [Parameter, EditorRequired]
    public required TranscriptTurn Turn { get; set; }

    /// <summary>True for the turn that the address points at.</summary>
    [Parameter]
    public bool IsTarget { get; set; }

    protected override bool ShouldRender()
    {
        var changed = !ReferenceEquals(_rendered, Turn) || _renderedTarget != IsTarget;
        (_rendered, _renderedTarget) = (Turn, IsTarget);
        return changed;
    }
}
