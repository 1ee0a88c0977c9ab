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
    public void A_judge_that_quotes_nothing_supports_nothing_but_may_say_that_it_cannot_tell()
    {
        Assert.Equal("Unsupported: the judge quoted nothing from the conversation.", Show(Samples.Verdict() with { Evidence = [] }, null).Find(".unsupported").TextContent);
        Assert.Empty(Show(Samples.Verdict() with { Evidence = [], Label = "unknown", Score = null }, null).FindAll(".unsupported"));
        Assert.Empty(Show(Samples.Verdict() with { Evidence = [], Identifier = "" }, null).FindAll(".unsupported"));
    }

    [Fact]
    public void An_unsupported_verdict_says_so_on_its_badge()
    {
        var card = Show(Samples.Verdict() with { Evidence = [new Evidence(1, "never said", Found: false)] }, null);

        Assert.Equal("resolution_status: resolved (unsupported)", card.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_failure_leads_to_what_the_judge_was_sent_too()
    {
        var trace = new string('b', 32);
        var card = Show(null, Item(EvaluationItemState.NotJudged, "The model declined to judge this conversation.") with { TraceId = trace });

        Assert.Equal("What the judge saw", card.Find($"a[href='/evaluations/judgements/{trace}']").TextContent);
    }

    [Fact]
    public void Where_nobody_judged_the_card_says_why_no_rule_did()
    {
        var card = Render<VerdictCard>(parameters => parameters
            .Add(p => p.Evaluator, "resolution_status")
            .Add(p => p.WhyNot, "Rule “Everything”: It is being judged.")
            .Add(p => p.Address, new SessionsAddress { SessionId = "s-1" }));

        Assert.Equal("Rule “Everything”: It is being judged.", card.Find(".why-not").TextContent);
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

    [Fact]
    public void What_a_verdict_took_and_what_the_judge_saw_stand_beside_it()
    {
        var trace = new string('a', 32);
        var card = Show(Samples.Verdict() with { EvaluatorVersion = 2, PromptTokens = 1_200, CompletionTokens = 40, Duration = TimeSpan.FromSeconds(2.1), TraceId = trace }, null);

        Assert.StartsWith("version 2 · 1,240 tokens · under $0.01 · 2.1 s", card.Find(".facts").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal($"/evaluations/judgements/{trace}", card.Find(".facts a").GetAttribute("href"));
    }

    [Fact]
    public void The_cost_of_a_model_without_a_known_price_is_unknown_and_not_nothing()
    {
        var card = Show(Samples.Verdict() with { Model = "house-model", PromptTokens = 10, CompletionTokens = 1 }, null);

        Assert.Contains("cost unknown", card.Find(".facts").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../settings")]
    [InlineData("javascript:alert(1)")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_trace_that_another_tool_named_leads_nowhere_unless_it_is_one(string trace)
    {
        var card = Show(Samples.Verdict() with { TraceId = trace }, null);

        Assert.Empty(card.FindAll(".facts a"));
    }

    [Fact]
    public void Earlier_verdicts_are_listed_with_what_changed()
    {
        var card = Render<VerdictCard>(parameters => parameters
            .Add(p => p.Evaluator, "resolution_status")
            .Add(p => p.Verdict, Samples.Verdict())
            .Add(p => p.Earlier, [Earlier("resolved", 2), Earlier("unresolved", 1)])
            .Add(p => p.Address, new SessionsAddress { SessionId = "s-1" }));

        Assert.Equal("2 earlier verdicts · changed once", card.Find(".history summary").TextContent);
        Assert.Equal(["Resolved", "Unresolved"], card.FindAll(".history b").Select(static words => words.TextContent));
        Assert.Contains("changed afterwards", card.FindAll(".history li")[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("changed afterwards", card.FindAll(".history li")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("version 1 · gpt-5 · saw 3 turns", card.FindAll(".history li")[1].TextContent, StringComparison.Ordinal);
    }

    private static EarlierVerdict Earlier(string label, int version) => new()
    {
        RunId = Guid.NewGuid(),
        Label = label,
        Score = label == "resolved" ? 1 : 0,
        Explanation = "<b>because</b>",
        EvaluatorVersion = version,
        Model = "gpt-5",
        TurnsSeen = 3,
        At = Samples.At.AddHours(-version),
    };

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
