using SupportDashboard.Components.Evaluations.Rules;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Tests.Components.Evaluations.Rules;

public sealed class RuleDraftTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly EvaluatorBook _book = new();

    [Fact]
    public void A_new_rule_begins_with_what_is_usual()
    {
        var (rule, problem) = Read(static draft => draft.Name = "Everything");

        Assert.Null(problem);
        Assert.Equal((5, 100d, 500, null, "", Now), (rule!.QuietMinutes, rule.SamplePercent, rule.VerdictsPerDay, rule.DollarsPerDay, rule.Query, rule.Since));
        Assert.Equal(["conversation_coherence", "resolution_status"], rule.Evaluators);
    }

    [Fact]
    public void What_people_type_is_understood_as_they_mean_it()
    {
        var (rule, problem) = Read(static draft => (draft.Name, draft.Sample, draft.Dollars, draft.Quiet, draft.DaysBack) = ("Rule", " 2.5 % ", "$2.50", " 10 ", 7));

        Assert.Null(problem);
        Assert.Equal((2.5, 2.5m, 10, Now.AddDays(-7)), (rule!.SamplePercent, rule.DollarsPerDay, rule.QuietMinutes, rule.Since));
    }

    [Theory]
    [InlineData("http://localhost:5080/sessions/abc?project=x&errors=1&page=3&view=table&turn=2", "?errors=1&view=table")]
    [InlineData("?errors=1", "?errors=1")]
    [InlineData("/sessions", "")]
    [InlineData("nonsense", "")]
    [InlineData("", "")]
    public void A_pasted_address_is_kept_as_a_saved_view_keeps_it(string pasted, string kept) => Assert.Equal(kept, Read(draft => (draft.Name, draft.List) = ("Rule", pasted)).Rule!.Query);

    [Fact]
    public void An_address_that_is_none_is_remarked_on() => Assert.Contains("no address", Assert.Single(new RuleDraft("p", "nonsense", []).Remarks), StringComparison.Ordinal);

    [Theory]
    [InlineData("five", "100", "500", "", "minutes")]
    [InlineData("5", "a tenth", "500", "", "percent")]
    [InlineData("5", "100", "many", "", "verdicts")]
    [InlineData("5", "100", "-1", "", "verdicts")]
    [InlineData("5", "100", "500", "two", "dollars")]
    [InlineData("5", "100", "500", "1e309", "dollars")]
    [InlineData("5", "101", "500", "", "share")]
    [InlineData("0", "100", "500", "", "Quiet")]
    public void What_makes_no_sense_is_said_in_a_sentence(string quiet, string sample, string verdicts, string dollars, string about)
    {
        var (rule, problem) = Read(draft => (draft.Name, draft.Quiet, draft.Sample, draft.Verdicts, draft.Dollars) = ("Rule", quiet, sample, verdicts, dollars));

        Assert.Null(rule);
        Assert.Contains(about, problem, StringComparison.Ordinal);
    }

    private (SupportDashboard.Evaluations.Rules.EvaluationRule? Rule, string? Problem) Read(Action<RuleDraft> type)
    {
        var draft = new RuleDraft("support-bot", null, ["resolution_status", "conversation_coherence"]);
        type(draft);
        return draft.Read(_book, Now);
    }
}
