using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace SupportDashboard.Components.Drawing;

/// <summary>
/// Renders components to HTML for parts of a page that the browser keeps and the server forgets: a row in the tree of a circuit takes ten
/// kilobytes for as long as its page is open. All text is encoded by the components, as everywhere.
/// </summary>
public sealed class HtmlDrawing(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>Renders each part by itself. Events of the parts go nowhere: the browser reports what is pressed by the attributes of the elements.</summary>
    /// <param name="parts">What to render; nothing in them may wait.</param>
    /// <returns>The HTML of each, in their order.</returns>
    public async Task<IReadOnlyList<string>> DrawAsync(IEnumerable<RenderFragment> parts)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var drawn = new List<string>();
            foreach (var part in parts)
            {
                var root = await renderer.RenderComponentAsync<DrawnPart>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(DrawnPart.ChildContent)] = part }));
                drawn.Add(root.ToHtmlString());
            }

            return drawn;
        });
    }
}
