using Bunit;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class TurnViewTests : ComponentTests
{
    [Fact]
    public void A_turn_is_an_article_with_what_was_said_and_answered()
    {
        var turn = Show(Samples.Turn(2));

        Assert.Equal("Turn 2", turn.Find("article").GetAttribute("aria-label"));
        Assert.Equal("Where is my order?", turn.Find(".customer .words").TextContent);
        Assert.Equal("shipped", turn.Find(".agent strong").TextContent);
    }

    [Fact]
    public void The_work_behind_the_answer_is_a_tree_of_steps_with_arguments_result_and_time()
    {
        var turn = Show(Samples.Turn());

        Assert.Contains("lookupOrderStatus", turn.Find(".work > summary").TextContent, StringComparison.Ordinal);
        var tool = turn.FindAll("ol.tree > li")[1];
        Assert.Equal("--depth:1", tool.GetAttribute("style"));
        Assert.Equal("84 ms", tool.QuerySelector(".time")!.TextContent);
        Assert.Equal(["Arguments", "Result"], tool.QuerySelectorAll("dt").Select(static term => term.TextContent));
        Assert.Equal(["{\"orderId\":\"ORD-1\"}", "shipped"], tool.QuerySelectorAll("dd").Select(static text => text.TextContent));
    }

    [Fact]
    public void A_customers_markdown_is_not_interpreted()
    {
        var turn = Show(Samples.Turn() with { UserText = "**bold** <b>b</b> [x](https://example.com)" });

        Assert.Equal("**bold** <b>b</b> [x](https://example.com)", turn.Find(".customer .words").TextContent);
    }

    [Fact]
    public void A_turn_without_an_answer_says_so_and_a_failed_one_says_why()
    {
        Assert.Equal("The agent gave no answer.", Show(Samples.Turn() with { AgentText = null }).Find(".nothing").TextContent);
        Assert.Equal("The model timed out.", Show(Samples.Turn() with { AgentText = null, Error = "The model timed out." }).Find(".error span").TextContent);
    }

    [Fact]
    public void A_trace_without_any_text_is_not_dropped()
    {
        var turn = Show(new TranscriptTurn { Number = 1, TraceId = "t" });

        Assert.Equal("Turn 1", turn.Find("article").GetAttribute("aria-label"));
    }

    [Fact]
    public void Right_to_left_text_takes_its_own_direction()
    {
        var turn = Show(Samples.Turn() with { UserText = "مرحبا", AgentText = "שלום" });

        Assert.Equal("auto", turn.Find(".customer").GetAttribute("dir"));
        Assert.Equal("auto", turn.Find(".agent .prose").GetAttribute("dir"));
    }

    [Fact]
    public void Hostile_text_from_customers_tools_and_documents_is_text()
    {
        foreach (var payload in HostileStrings.All.Where(static text => text.Contains('<', StringComparison.Ordinal)).Take(300))
        {
            var span = Samples.Turn().Spans[1] with { Name = payload, ToolName = null, Kind = payload, Input = payload, ToolArguments = payload, ToolResult = payload, Error = payload, Documents = [new("d", payload, 0.5)] };

            var turn = Show(Samples.Turn() with { UserText = payload, Error = payload, Category = payload, Reasoning = payload, Spans = [span] });

            Assert.Equal(payload, turn.Find(".customer .words").TextContent);
            Assert.All(turn.FindAll("ol.tree dd"), text => Assert.Equal(payload, text.TextContent));
            Assert.Empty(turn.FindAll("script, img, iframe, [onerror], [onload]"));
        }
    }

    private IRenderedComponent<TurnView> Show(TranscriptTurn turn) => Render<TurnView>(parameters => parameters.Add(p => p.Turn, turn));
}
