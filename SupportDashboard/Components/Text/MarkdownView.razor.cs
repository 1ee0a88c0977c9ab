using Microsoft.AspNetCore.Components;

namespace SupportDashboard.Components.Text;

/// <summary>Shows Markdown written by an agent or a judge, harmlessly.</summary>
public sealed partial class MarkdownView
{
    private string? _rendered;
    private string _html = "";

    /// <summary>The Markdown; anything may be in it.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override void OnParametersSet()
    {
        if (_rendered != Text)
        {
            _rendered = Text;
            _html = MarkdownText.ToHtml(Text);
        }
    }
}
