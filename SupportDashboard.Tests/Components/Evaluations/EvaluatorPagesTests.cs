using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDashboard.Components.Evaluations;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Evaluations;
using SupportDashboard.Tests.Evaluations.Authoring;

namespace SupportDashboard.Tests.Components.Evaluations;

/// <summary>The pages of the evaluators over the real store: what is retired goes aside, and comes back.</summary>
public sealed class EvaluatorPagesTests : ComponentTests, IAsyncLifetime
{
    private EvaluationApp _app = null!;
    private EvaluatorStore _store = null!;
    private string _folder = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _folder = Directory.CreateTempSubdirectory("support-dashboard-evaluator-pages-").FullName;
        _app = await EvaluationApp.StartAsync(_folder, new() { ["LocalPhoenix:Enabled"] = "true" });
        _store = new EvaluatorStore(_app.Get<LedgerDoor>(), Book, Clock, NullLogger<EvaluatorStore>.Instance);
        await _store.PublishAsync(Drafts.Built(), basedOn: 0, Token);
        Services.AddFallbackServiceProvider(new ServiceCollection()
            .AddSingleton(_app.Get<SessionQueries>())
            .AddSingleton(_app.Get<PhoenixConnection>())
            .AddSingleton(_app.Get<LlmConnection>())
            .AddTransient(_ => new EvaluatorDesk(Book, _store))
            .BuildServiceProvider());
    }

    [Fact]
    public async Task An_evaluator_is_retired_after_a_second_word_and_brought_back_with_one()
    {
        var page = Show("tone");
        await PressAsync(page, "Retire…");
        Assert.False(Tone.IsRetired);
        await PressAsync(page, "Keep it in use");
        await PressAsync(page, "Retire…");

        await PressAsync(page, "Retire");
        page.WaitForAssertion(() => Assert.Equal("It is retired.", page.Find(".said").TextContent));
        Assert.True(Tone.IsRetired);
        Assert.Contains("retired · version 1", page.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("rules go on without it", page.Find(".ask").TextContent, StringComparison.Ordinal);

        await PressAsync(page, "Bring it back");
        page.WaitForAssertion(() => Assert.Equal("It is in use again.", page.Find(".said").TextContent));
        Assert.False(Tone.IsRetired);
        Assert.Empty(page.FindAll(".ask"));
    }

    [Fact]
    public async Task What_is_written_while_somebody_else_retires_it_is_not_published_and_stays_until_it_is_brought_back()
    {
        var page = Show("tone");
        await AskAsync(page, "Was the agent kind?");
        await RetireElsewhereAsync();

        await PressAsync(page, "Publish version 2");
        page.WaitForAssertion(() => Assert.Equal("tone is retired. Bring it back first.", page.Find(".said.failed").TextContent));
        Assert.Equal((1, true), (Tone.Version, Tone.IsRetired));
        Assert.Contains("retired · version 1", page.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("This evaluator is retired", page.Find(".ask[role=note]").TextContent, StringComparison.Ordinal);
        Assert.True(Button(page, "Publish version 2")!.HasAttribute("disabled"));
        Assert.Null(Button(page, "Retire…"));
        Assert.Equal("Was the agent kind?", page.Find("input[name=question]").GetAttribute("value"));

        await PressAsync(page, "Bring it back");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".ask")));
        await PressAsync(page, "Publish version 2");
        page.WaitForAssertion(() => Assert.StartsWith("Version 2 is published.", page.Find(".said").TextContent, StringComparison.Ordinal));
        Assert.Equal((2, "Was the agent kind?", false), (Tone.Version, Tone.Question, Tone.IsRetired));
    }

    [Fact]
    public async Task One_that_somebody_else_retired_before_the_second_word_is_retired_as_if_by_it()
    {
        var page = Show("tone");
        await PressAsync(page, "Retire…");
        await RetireElsewhereAsync();

        await PressAsync(page, "Retire");

        page.WaitForAssertion(() => Assert.Equal("It is retired.", page.Find(".said:not(.failed)").TextContent));
        Assert.Contains("This evaluator is retired", page.Find(".ask[role=note]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(Button(page, "Bring it back"));
        Assert.True(Tone.IsRetired);
    }

    [Fact]
    public async Task Whoever_was_overtaken_sees_the_version_of_the_other_and_can_publish_over_it()
    {
        var page = Show("tone");
        await AskAsync(page, "Was the agent kind?");
        Assert.Null((await _app.Get<EvaluatorStore>().PublishAsync(Drafts.Built(static draft => draft.Question = "Was the agent polite?"), basedOn: 1, Token)).Problem);

        await PressAsync(page, "Publish version 2");
        page.WaitForAssertion(() => Assert.StartsWith("Somebody published tone meanwhile.", page.Find(".said.failed").TextContent, StringComparison.Ordinal));
        Assert.Equal("Was the agent kind?", page.Find("input[name=question]").GetAttribute("value"));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/evaluations/evaluators/tone?tab=versions");
        Assert.Equal(["Version 2", "Version 1"], page.FindAll(".versions b").Select(static version => version.TextContent));

        await PressAsync(page, "Publish version 3");
        page.WaitForAssertion(() => Assert.StartsWith("Version 3 is published.", page.Find(".said").TextContent, StringComparison.Ordinal));
        Assert.Equal((3, "Was the agent kind?"), (Tone.Version, Tone.Question));
    }

    [Fact]
    public void An_evaluator_of_the_product_offers_no_retirement()
    {
        var page = Show("resolution_status");

        Assert.DoesNotContain(page.FindAll("button"), static button => button.TextContent.Contains("Retire", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_keeps_retired_evaluators_apart()
    {
        var before = Render<EvaluatorsPage>();
        Assert.Empty(before.FindAll("#retired-title"));
        Assert.Contains("tone", before.Find("section[aria-labelledby=own-title]").TextContent, StringComparison.Ordinal);

        await _store.RetireAsync("tone", retired: true, Token);
        var after = Render<EvaluatorsPage>();

        Assert.Contains("None of yours is in use.", after.Find("section[aria-labelledby=own-title]").TextContent, StringComparison.Ordinal);
        Assert.Equal("/evaluations/evaluators/tone", after.Find("section[aria-labelledby=retired-title] a").GetAttribute("href"));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeComponentsAsync();
        await base.DisposeAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private Evaluator Tone => Book.Find("tone")!;

    // On the renderer's thread: the page is drawn once more when it has found its conversations.
    private static Task PressAsync(IRenderedComponent<EvaluatorPage> page, string words) =>
        page.InvokeAsync(() => Button(page, words)!.ClickAsync());

    private static IElement? Button(IRenderedComponent<EvaluatorPage> page, string words) =>
        page.FindAll("button").SingleOrDefault(button => button.TextContent.Trim() == words);

    private static Task AskAsync(IRenderedComponent<EvaluatorPage> page, string question) =>
        page.InvokeAsync(() => page.Find("input[name=question]").ChangeAsync(new ChangeEventArgs { Value = question }));

    // Another dashboard on the same database, of which this one has not heard yet.
    private async Task RetireElsewhereAsync()
    {
        await _app.Get<EvaluatorStore>().RetireAsync("tone", retired: true, Token);
        Assert.False(Tone.IsRetired);
    }

    private IRenderedComponent<EvaluatorPage> Show(string name) => Render<EvaluatorPage>(parameters => parameters.Add(p => p.Name, name));
}
