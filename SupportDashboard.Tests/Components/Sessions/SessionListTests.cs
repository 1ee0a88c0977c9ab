using Bunit;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class SessionListTests : ComponentTests
{
    [Fact]
    public void Each_session_is_a_link_with_its_first_message_its_verdicts_and_its_size()
    {
        var list = Show([Samples.Row() with { Verdicts = [Samples.Verdict()], Errors = 1, ThumbsDown = 2 }]);

        Assert.Equal("Sessions", list.Find("ul").GetAttribute("aria-label"));
        var link = list.Find("li a");
        Assert.Equal("/sessions/s-1", link.GetAttribute("href"));
        Assert.Equal("Where is my order?", link.QuerySelector(".first")!.TextContent);
        Assert.Equal("resolution_status: resolved", link.QuerySelector("[role=img]")!.GetAttribute("aria-label"));
        Assert.Contains("3 turns", link.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 failed step", link.TextContent, StringComparison.Ordinal);
        Assert.Contains("thumbs down", link.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_nobody_judged_says_so()
    {
        var list = Show([Samples.Row()]);

        Assert.Equal("resolution_status: not judged", list.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_persons_verdict_does_not_hide_the_judges()
    {
        var human = Samples.Verdict("unresolved", 0) with { AnnotatorKind = "HUMAN", Identifier = "support-dashboard:local", UpdatedAt = Samples.At.AddHours(1) };

        var list = Show([Samples.Row() with { Verdicts = [human, Samples.Verdict()] }]);

        Assert.Equal("resolution_status: resolved", list.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    public void A_session_without_a_first_message_is_called_by_its_id(string? firstMessage)
    {
        var list = Show([Samples.Row("abc", firstMessage)]);

        Assert.Equal("Conversation abc", list.Find(".first").TextContent);
    }

    [Fact]
    public void The_last_answer_is_one_line_without_the_signs_of_Markdown()
    {
        var list = Show([Samples.Row() with { LastAnswer = "## Refunds\n\n- **Five** to `seven` days\n- [Ask us](https://x.invalid/)\n\n<b>Bye</b>" }]);

        Assert.Equal("Refunds Five to seven days Ask us <b>Bye</b>", list.Find(".last").TextContent);
    }

    [Fact]
    public void A_very_long_message_is_shortened()
    {
        var list = Show([Samples.Row(firstMessage: new string('x', 100_000))]);

        Assert.True(list.Markup.Length < 5_000);
    }

    [Fact]
    public void Each_row_has_a_name_of_its_own_for_what_is_pressed_in_it()
    {
        var list = Show([Samples.Row("a"), Samples.Row("b")]);

        Assert.Equal([DrawnRows.KeyOf("a"), DrawnRows.KeyOf("b")], list.FindAll("li").Select(static row => row.GetAttribute("data-row")));
        Assert.All(list.FindAll("li"), static row => Assert.NotNull(row.QuerySelector("input[data-pick]")));
        Assert.Equal("Preview: Where is my order?", list.Find("button[data-peek]").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_row_tells_its_age_anew_as_time_goes_by()
    {
        var before = Show([Samples.Row()]).Find("time").TextContent;

        Clock.Advance(TimeSpan.FromHours(2));

        Assert.NotEqual(before, Show([Samples.Row()]).Find("time").TextContent);
    }

    [Fact]
    public void Hostile_texts_and_ids_are_text_and_lead_back_to_their_session()
    {
        var rows = HostileStrings.All.Where(static text => text.Trim().Length > 0).Distinct(StringComparer.Ordinal).Select(text => Samples.Row(text, text) with { LastAnswer = text }).ToList();

        var list = Show(rows);

        Assert.Empty(list.FindAll("script, img, iframe, [onerror], [onload]"));
        var links = list.FindAll("li a");
        Assert.Equal(rows.Count, links.Count);
        foreach (var (row, link) in rows.Zip(links))
        {
            Assert.Equal(row.FirstMessage![..Math.Min(240, row.FirstMessage!.Length)], link.QuerySelector(".first")!.TextContent.TrimEnd('…'));
            Assert.Equal(row.SessionId, SessionsAddressTests.Follow(link.GetAttribute("href")!).SessionId);
        }
    }

    private IRenderedComponent<SessionList> Show(IReadOnlyList<SessionRow> rows) => Render<SessionList>(parameters => parameters
        .Add(p => p.Sessions, [.. rows.Select(static row => new ListedSession(row, new SessionsAddress()))])
        .Add(p => p.Address, new SessionsAddress()));
}
