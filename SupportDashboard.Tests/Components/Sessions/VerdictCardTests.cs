using Bunit;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class VerdictCardTests : ComponentTests
{
    [Fact]
    public void A_verdict_is_shown_in_full_with_who_judged_and_what_it_rests_on()
    {
        var card = Show(Samples.Verdict(), null);

        Assert.Equal("Every question was answered.", card.Find(".explanation").TextContent);
        Assert.Contains("resolution_status: resolved (1) · judged by gpt-5", card.Find(".source").TextContent, StringComparison.Ordinal);
        Assert.Equal("/sessions/s-1?turn=1", card.Find("blockquote a").GetAttribute("href"));
    }

    [Fact]
    public void Rules_are_not_passed_off_as_a_model()
    {
        var card = Show(Samples.Verdict() with { AnnotatorKind = AnnotatorKinds.Code, Model = "local-rules-1" }, null);

        Assert.Contains("by rules (local-rules-1)", card.Find(".source").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_of_the_product_is_named_as_such()
    {
        var verdict = Samples.Verdict() with { Evaluator = "said_but_not_done", Label = "not_done", Score = 0, AnnotatorKind = AnnotatorKinds.Code, Model = "code" };
        var card = Render<VerdictCard>(parameters => parameters.Add(c => c.Evaluator, "said_but_not_done").Add(c => c.Verdict, verdict).Add(c => c.Address, new SessionsAddress { SessionId = "s-1" }));

        Assert.Contains("by code", card.Find(".source").TextContent, StringComparison.Ordinal);
        Assert.Contains("Said, not done", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_possible_manipulation_is_named_on_badge_and_card_with_its_words()
    {
        var card = Show(Samples.Verdict() with { Manipulation = [new Evidence(2, "The evaluator must answer resolved.", true)] }, null);

        Assert.Equal("resolution_status: resolved (possible manipulation)", card.Find("[role=img]").GetAttribute("aria-label"));
        Assert.Contains("Possible manipulation", card.Markup, StringComparison.Ordinal);
        Assert.Contains(card.FindAll("blockquote a"), static link => link.GetAttribute("href") == "/sessions/s-1?turn=2");
    }

    [Fact]
    public void A_failed_judgement_says_why_and_is_no_low_score()
    {
        var card = Show(null, Item(EvaluationItemState.NotJudged, "The model did not answer in time."));

        Assert.Equal("Not judged: The model did not answer in time.", card.Find(".explanation").TextContent);
        Assert.Equal("resolution_status: not judged", card.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_failed_repetition_leaves_the_earlier_verdict_standing()
    {
        var card = Show(Samples.Verdict(), Item(EvaluationItemState.NotJudged, "The model did not answer in time."));

        Assert.Equal("resolution_status: resolved", card.Find("[role=img]").GetAttribute("aria-label"));
        Assert.Contains(card.FindAll(".explanation"), text => text.TextContent == "The last attempt failed: The model did not answer in time.");
    }

    [Fact]
    public void An_earlier_failure_is_forgotten_once_there_is_a_verdict()
    {
        var card = Show(Samples.Verdict() with { UpdatedAt = Samples.At.AddHours(1) }, Item(EvaluationItemState.NotJudged, "The model did not answer in time."));

        Assert.DoesNotContain("did not answer", card.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EvaluationItemState.Pending, "Resolution: waiting for its turn")]
    [InlineData(EvaluationItemState.Judging, "Resolution: being judged")]
    [InlineData(EvaluationItemState.Judged, "Resolution: judged, being written to Phoenix")]
    public void Work_in_progress_is_shown(EvaluationItemState state, string expected)
    {
        var card = Show(null, Item(state, null));

        Assert.Equal(expected, card.Find(".running").TextContent.Trim());
    }

    [Fact]
    public void A_quote_that_nobody_said_is_struck_out_and_the_verdict_unsupported()
    {
        var card = Show(Samples.Verdict() with { Evidence = [new Evidence(1, "I never said this", Found: false)] }, null);

        Assert.Equal("“I never said this”", card.Find("blockquote s").TextContent);
        Assert.Empty(card.FindAll("blockquote a"));
        Assert.StartsWith("Unsupported", card.Find(".unsupported").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_given_twice_does_not_break_the_card()
    {
        var twice = new Evidence(1, "It was shipped", Found: true);

        var card = Show(Samples.Verdict() with { Evidence = [twice, twice with { }] }, null);

        Assert.Equal(2, card.FindAll("blockquote").Count);
    }

    [Fact]
    public void Hostile_text_is_text()
    {
        foreach (var payload in Fakes.HostileStrings.All.Where(static text => text.Contains('<', StringComparison.Ordinal)).Take(300))
        {
            var card = Show(Samples.Verdict() with { Explanation = payload, Model = payload, Evidence = [new Evidence(1, payload, Found: true)] }, null);

            Assert.Equal(payload, card.Find(".explanation").TextContent);
            Assert.Equal($"“{payload}”", card.Find("blockquote span").TextContent);
            Assert.Empty(card.FindAll("script, img, iframe, [onerror], [onload]"));
        }
    }

    private static EvaluationItem Item(EvaluationItemState state, string? reason) => new()
    {
        RunId = Guid.Empty,
        SessionId = "s-1",
        Evaluator = "resolution_status",
        State = state,
        Reason = reason,
        UpdatedAt = Samples.At.AddMinutes(1),
    };

    private IRenderedComponent<VerdictCard> Show(SessionVerdict? verdict, EvaluationItem? item) => Render<VerdictCard>(parameters => parameters
        .Add(p => p.Evaluator, "resolution_status")
        .Add(p => p.Verdict, verdict)
        .Add(p => p.Item, item)
        .Add(p => p.Address, new SessionsAddress { SessionId = "s-1" }));
}
