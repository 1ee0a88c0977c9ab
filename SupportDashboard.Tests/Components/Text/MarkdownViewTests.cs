using AngleSharp.Dom;
using Bunit;
using SupportDashboard.Components.Text;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Text;

public sealed class MarkdownViewTests : ComponentTests
{
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "br", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "blockquote", "a", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
        "table", "thead", "tbody", "tr", "th", "td",
    };

    private static readonly string[] Places =
    [
        "{0}", "[click]({0})", "[click](<{0}>)", "![picture]({0})", "[click](https://example.com \"{0}\")", "<{0}>", "[click][1]\n\n[1]: {0}",
        "```{0}\n{0}\n```", "| {0} |\n| --- |\n| {0} |", "*{0}* `{0}`", "[{0}](https://example.com)", "javascript:{0}",
    ];

    public static TheoryData<string> Lists => HostileStrings.Lists;

    [Theory]
    [MemberData(nameof(Lists))]
    public void Nothing_hostile_gets_through_wherever_it_stands(string list)
    {
        var view = Render<MarkdownView>(parameters => parameters.Add(p => p.Text, "first"));
        foreach (var payload in HostileStrings.Read(list))
        {
            var all = string.Join("\n\n", Places.Select(place => place.Replace("{0}", payload, StringComparison.Ordinal)));
            view.Render(parameters => parameters.Add(p => p.Text, all));

            foreach (var element in view.Find("div.prose").QuerySelectorAll("*"))
            {
                AssertHarmless(element, payload);
            }
        }
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java\u0000script:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](data:text/html,<script>alert(1)</script>)")]
    [InlineData("[x](vbscript:msgbox)")]
    [InlineData("<javascript:alert(1)>")]
    public void A_link_that_acts_becomes_plain_text(string markdown)
    {
        var view = Show(markdown);

        Assert.DoesNotContain(view.FindAll("a"), link => link.HasAttribute("href"));
    }

    [Fact]
    public void An_image_is_not_loaded()
    {
        var view = Show("Look: ![tracker](https://example.com/pixel.png)");

        Assert.Empty(view.FindAll("img"));
    }

    [Fact]
    public void What_agents_write_is_laid_out()
    {
        var view = Show("Your **order** is:\n\n1. packed\n2. shipped\n\n| carrier | days |\n| --- | --- |\n| FedEx | 3 |\n\nSee <https://example.com/help>.");

        Assert.Equal("order", view.Find("strong").TextContent);
        Assert.Equal(["packed", "shipped"], view.FindAll("ol > li").Select(item => item.TextContent));
        Assert.Equal("FedEx", view.Find("tbody td").TextContent);
        var link = view.Find("a");
        Assert.Equal("https://example.com/help", link.GetAttribute("href"));
        Assert.Equal("noopener noreferrer nofollow", link.GetAttribute("rel"));
        Assert.Equal("_blank", link.GetAttribute("target"));
    }

    [Fact]
    public void The_customers_own_markup_stays_readable_as_text()
    {
        var view = Show("<b>bold</b> & <script>alert(1)</script>");

        Assert.Equal("<b>bold</b> & <script>alert(1)</script>", view.Find("div.prose").TextContent.Trim());
    }

    [Theory]
    [InlineData('>')]
    [InlineData('[')]
    [InlineData('*')]
    public void Nesting_deeper_than_any_person_writes_is_shown_all_the_same(char sign)
    {
        var view = Show(new string(sign, 20_000) + " end");

        Assert.Contains("end", view.Find("div.prose").TextContent, StringComparison.Ordinal);
    }

    private static void AssertHarmless(IElement element, string payload)
    {
        Assert.True(Harmless.Contains(element.LocalName), $"<{element.LocalName}> came out of {payload}");
        foreach (var attribute in element.Attributes)
        {
            Assert.True(attribute.Name is "href" or "start" or "rel" or "target" or "blazor:elementreference", $"{attribute.Name}=\"{attribute.Value}\" came out of {payload}");
            if (attribute.Name == "href")
            {
                Assert.True(SchemeOf(attribute.Value) is null or "http" or "https" or "mailto", $"A link to {attribute.Value} came out of {payload}");
            }
        }
    }

    // As browsers read it: white space and control characters do not count, and a scheme ends before the first of / ? #.
    private static string? SchemeOf(string address)
    {
        var letters = string.Concat(address.Where(static c => c > ' ')).ToLowerInvariant();
        var end = letters.IndexOfAny([':', '/', '?', '#']);
        return end >= 0 && letters[end] == ':' ? letters[..end] : null;
    }

    private IRenderedComponent<MarkdownView> Show(string text) => Render<MarkdownView>(parameters => parameters.Add(p => p.Text, text));
}
