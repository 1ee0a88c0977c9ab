using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace SupportDashboard.Components.Text;

/// <summary>
/// An icon as plain elements. A component for each icon in each row of a list would be most of what the server keeps for an open page.
/// </summary>
internal static class PlainIcon
{
    private static readonly ConcurrentDictionary<(string Icon, string Size), RenderFragment> Known = new();

    /// <summary>The icon, hidden from screen readers: words beside it say what it means.</summary>
    /// <param name="icon">One of MudBlazor's constants: the shapes inside an svg of 24 by 24.</param>
    /// <param name="size">MudBlazor's name of a size.</param>
    public static RenderFragment Of(string icon, string size = "small") => Known.GetOrAdd((icon, size), static of =>
    {
        // A shape without a fill only holds the place.
        var shapes = XElement.Parse($"<svg>{of.Icon}</svg>").Elements().Where(static shape => (string?)shape.Attribute("fill") != "none").ToArray();
        var look = $"mud-icon-root mud-svg-icon mud-icon-size-{of.Size}";
        return builder => Draw(builder, look, shapes);
    });

    private static void Draw(RenderTreeBuilder builder, string look, XElement[] shapes)
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", look);
        builder.AddAttribute(2, "viewBox", "0 0 24 24");
        builder.AddAttribute(3, "aria-hidden", "true");
        foreach (var shape in shapes)
        {
            Draw(builder, shape);
        }

        builder.CloseElement();
    }

    private static void Draw(RenderTreeBuilder builder, XElement shape)
    {
        builder.OpenElement(4, shape.Name.LocalName);
        foreach (var attribute in shape.Attributes())
        {
            builder.AddAttribute(5, attribute.Name.LocalName, attribute.Value);
        }

        foreach (var inner in shape.Elements())
        {
            Draw(builder, inner);
        }

        builder.CloseElement();
    }
}
