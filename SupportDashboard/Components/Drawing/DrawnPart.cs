using Microsoft.AspNetCore.Components;

namespace SupportDashboard.Components.Drawing;

/// <summary>Renders its content and nothing else: the root of what becomes HTML.</summary>
public sealed class DrawnPart : IComponent
{
    private RenderHandle _handle;

    /// <summary>What to render.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    public void Attach(RenderHandle renderHandle) => _handle = renderHandle;

    public Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (ChildContent is { } content)
        {
            _handle.Render(content);
        }

        return Task.CompletedTask;
    }
}
