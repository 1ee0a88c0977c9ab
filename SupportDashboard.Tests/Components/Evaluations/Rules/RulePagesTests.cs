using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SupportDashboard.Components.Evaluations.Rules;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Evaluations;
using SupportDashboard.Tests.Evaluations.Authoring;
using SupportDashboard.Tests.Evaluations.Rules;

namespace SupportDashboard.Tests.Components.Evaluations.Rules;

/// <summary>The pages of the rules over a real ledger and a real index.</summary>
public sealed class RulePagesTests : ComponentTests, IAsyncLifetime
{
    private RuleBench _bench = null!;
    private EvaluationApp _app = null!;
    private string _folder = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await RuleBench.OpenAsync();
        _folder = Directory.CreateTempSubdirectory("support-dashboard-rule-pages-").FullName;
        _app = await EvaluationApp.StartAsync(_folder, new() { ["LocalPhoenix:Enabled"] = "true" });
        Services.AddFallbackServiceProvider(new ServiceCollection()
            .AddSingleton(_bench.Rules)
            .AddSingleton(_bench.Reader)
            .AddSingleton(_app.Runs)
            .AddSingleton(_bench.Index.Queries)
            .AddSingleton(_app.Get<PhoenixConnection>())
            .AddSingleton(_app.Get<LlmConnection>())
            .AddTransient(_ => new SessionViews(_app.Get<SupportDashboard.Sessions.Views.SavedViews>()))
            .BuildServiceProvider());
    }

    [Fact]
    public void Without_rules_the_page_says_what_a_first_one_would_be()
    {
        var page = Render<RulesPage>();

        page.WaitForAssertion(() => Assert.Contains("There is no rule yet", page.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("a[href='/evaluations/rules/new']"));
    }

    [Fact]
    public async Task The_list_says_what_each_rule_did_today_and_what_it_spent()
    {
        await _bench.AddRuleAsync(static rule => rule with { Name = "<b>Everything</b>", VerdictsPerDay = 1 });
        await _bench.TurnAsync("s1", minutesAgo: 10);
        await _bench.TurnAsync("s2", minutesAgo: 9);
        await _bench.LookAsync();

        var page = Render<RulesPage>();

        page.WaitForAssertion(() => Assert.Contains("1 being judged · 1 over the day’s budget", page.Find(".today .muted").TextContent, StringComparison.Ordinal));
        Assert.Equal("<b>Everything</b>", page.Find(".what a").TextContent);
        Assert.StartsWith("1 of 1 verdict today", page.Find(".today .number").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_switched_off_in_the_list()
    {
        var rule = await _bench.AddRuleAsync();
        var page = Render<RulesPage>();
        page.WaitForElement("input[role=switch]");

        await page.Find("input[role=switch]").ChangeAsync(new ChangeEventArgs { Value = false });

        Assert.False((await _bench.FindAsync(rule)).Enabled);
    }

    [Fact]
    public async Task A_new_rule_is_written_and_started()
    {
        var page = Render<RulePage>();
        page.WaitForElement("form[aria-label=Rule]");
        await page.Find("form[aria-label=Rule] input[type=text]").ChangeAsync(new ChangeEventArgs { Value = "Everything" });

        await page.Find("form[aria-label=Rule]").SubmitAsync();

        var rule = Assert.Single(await _bench.Rules.ListAsync(Token));
        Assert.Equal("Everything", rule.Name);
        Assert.EndsWith($"/evaluations/rules/{rule.Id}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_without_a_name_is_not_stored_and_says_why()
    {
        var page = Render<RulePage>();
        page.WaitForElement("form[aria-label=Rule]");

        await page.Find("form[aria-label=Rule]").SubmitAsync();

        Assert.StartsWith("Give the rule a name", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(await _bench.Rules.ListAsync(Token));
    }

    [Fact]
    public async Task The_decisions_are_grouped_and_those_of_a_group_listed()
    {
        var rule = await _bench.AddRuleAsync(static rule => rule with { Query = "?errors=1" });
        await _bench.TurnAsync("s1", minutesAgo: 10);
        await _bench.TurnAsync("s2", minutesAgo: 1);
        await _bench.LookAsync();

        var report = Render<RuleDecisions>(parameters => parameters.Add(p => p.Rule, rule).Add(p => p.Reason, "filteredout").Add(p => p.Session, "s2"));

        report.WaitForAssertion(() => Assert.Equal("Where is my order, s1?", report.Find(".sessions a").TextContent));
        Assert.Equal(["Judged 0", "Being judged 0", "Could not be judged 0", "Not quiet yet 1", "Over the day’s budget 0", "Not in the sample 0", "Not in its list 1", "Judged already 0"],
            report.FindAll(".reasons a").Select(static link => $"{link.QuerySelector("span")!.TextContent} {link.QuerySelector("b")!.TextContent}"));
        Assert.Contains("It is judged once nothing has happened in it for 5 minutes.", report.Find(".answer").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_asks_first()
    {
        var rule = await _bench.AddRuleAsync();
        var page = Render<RulePage>(parameters => parameters.Add(p => p.RuleId, rule.Id));
        page.WaitForElement(".delete button");

        await page.Find(".delete button").ClickAsync();
        Assert.NotNull(await _bench.Rules.FindAsync(rule.Id, Token));
        await page.Find(".delete .danger").ClickAsync();

        Assert.Null(await _bench.Rules.FindAsync(rule.Id, Token));
    }

    [Fact]
    public async Task A_rule_with_a_retired_evaluator_says_so_in_the_list_and_where_it_is_changed()
    {
        _bench.Book.Show([Drafts.Built() with { Version = 1 }]);
        var rule = await _bench.AddRuleAsync(static rule => rule with { Evaluators = [RuleBench.Resolution, "tone"] });
        Book.Show([Drafts.Built() with { Version = 1, RetiredAt = Now }]);

        var list = Render<RulesPage>();
        var form = Render<RulePage>(parameters => parameters.Add(p => p.RuleId, rule.Id));
        var fresh = Render<RulePage>();

        list.WaitForAssertion(() => Assert.Equal("Tone is retired: the rule goes on without.", list.Find(".problem").TextContent));
        form.WaitForAssertion(() => Assert.Contains(form.FindAll(".check"), static check => check.TextContent.Contains("Tone retired, is not asked", StringComparison.Ordinal)));
        fresh.WaitForAssertion(() => Assert.DoesNotContain(fresh.FindAll(".check"), static check => check.TextContent.Contains("Tone", StringComparison.Ordinal)));
        Assert.NotEmpty(fresh.FindAll(".check"));
    }

    [Fact]
    public void An_address_of_a_rule_that_is_gone_is_no_error()
    {
        var page = Render<RulePage>(parameters => parameters.Add(p => p.RuleId, Guid.NewGuid()));

        page.WaitForAssertion(() => Assert.Contains("There is no rule with this id", page.Markup, StringComparison.Ordinal));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeComponentsAsync();
        await base.DisposeAsync();
        await _app.DisposeAsync();
        await _bench.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
