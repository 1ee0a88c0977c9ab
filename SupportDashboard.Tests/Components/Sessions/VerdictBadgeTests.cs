using Bunit;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class VerdictBadgeTests : ComponentTests
{
    public static TheoryData<string> Lists => HostileStrings.Lists;

    [Fact]
    public void A_badge_is_named_after_evaluator_and_label_and_described_by_the_explanation()
    {
        var badge = Render<VerdictBadge>(parameters => parameters.Add(p => p.Evaluator, "resolution_status").Add(p => p.Verdict, Samples.Verdict())).Find("[role=img]");

        Assert.Equal("resolution_status: resolved", badge.GetAttribute("aria-label"));
        Assert.Equal("Every question was answered.", badge.GetAttribute("aria-description"));
    }

    [Theory]
    [InlineData("resolution_status", "resolved", 1d, "Resolved", "good")]
    [InlineData("resolution_status", "unresolved", 0d, "Unresolved", "bad")]
    [InlineData("conversation_coherence", "incoherent", 0d, "Lost context", "bad")]
    [InlineData("conversation_coherence", "unknown", null, "Can't tell", "neutral")]
    [InlineData("toxicity", "toxic", 0d, "toxicity: toxic", "bad")]
    [InlineData("toxicity", "fine", 1d, "toxicity: fine", "good")]
    public void A_verdict_is_shown_in_peoples_words_and_never_by_colour_alone(string evaluator, string label, double? score, string words, string tone)
    {
        var badge = Render<VerdictBadge>(parameters => parameters.Add(p => p.Evaluator, evaluator).Add(p => p.Verdict, Samples.Verdict(label, score, evaluator))).Find("[role=img]");

        Assert.Equal(words, badge.TextContent.Trim());
        Assert.Contains(tone, badge.ClassList);
        Assert.NotNull(badge.QuerySelector("svg"));
    }

    [Fact]
    public void Without_a_verdict_it_says_so()
    {
        var badge = Render<VerdictBadge>(parameters => parameters.Add(p => p.Evaluator, "resolution_status")).Find("[role=img]");

        Assert.Equal("resolution_status: not judged", badge.GetAttribute("aria-label"));
        Assert.Equal("Not judged", badge.TextContent.Trim());
    }

    [Fact]
    public void A_verdict_that_has_not_seen_the_newest_turn_says_so()
    {
        var badge = Render<VerdictBadge>(parameters => parameters.Add(p => p.Evaluator, "resolution_status").Add(p => p.Verdict, Samples.Verdict() with { Stale = true })).Find("[role=img]");

        Assert.Equal("resolution_status: resolved (new turn since)", badge.GetAttribute("aria-label"));
        Assert.Contains("stale", badge.ClassList);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Hostile_text_is_text(string list)
    {
        var view = Render<VerdictBadge>(parameters => parameters.Add(p => p.Evaluator, "e"));
        foreach (var payload in HostileStrings.Read(list))
        {
            var verdict = Samples.Verdict(payload, 1, payload) with { Explanation = payload };
            view.Render(parameters => parameters.Add(p => p.Evaluator, payload).Add(p => p.Verdict, verdict));

            var badge = view.Find("[role=img]");
            Assert.Equal(["svg"], badge.Children.Select(child => child.LocalName));
            Assert.Equal(payload, badge.GetAttribute("aria-description") ?? "");
            Assert.Equal($"{payload}: {payload}", badge.GetAttribute("aria-label"));
        }
    }
}
