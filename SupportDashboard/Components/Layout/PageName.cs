using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using SupportDashboard.Components.Drawing;

namespace SupportDashboard.Components.Layout;

/// <summary>
/// The title of the browser's tab: in the document that a request gets as Blazor does it, later by telling the browser. Blazor's own way would keep seven components
/// for every open page.
/// </summary>
public sealed class PageName(IJSRuntime browser) : ComponentBase
{
    private string? _told;

    /// <summary>What the page is called; the product's name follows it. Hostile text in parts.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    private string Title => Name.Length == 0 ? "SupportDashboard" : $"{Name} · SupportDashboard";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (!RendererInfo.IsInteractive)
        {
            builder.OpenComponent<PageTitle>(0);
            builder.AddComponentParameter(1, nameof(PageTitle.ChildContent), (RenderFragment)(title => title.AddContent(0, Title)));
            builder.CloseComponent();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_told == Title)
        {
            return;
        }

        _told = Title;
        try
        {
            await browser.InvokeVoidAsync("dashboardPage.name", Title);
        }
        catch (Exception exception) when (BrowserHandle.IsGone(exception))
        {
            // The browser is gone.
        }
    }
}
