using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SupportDashboard.Components.Evaluations;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Evaluations;
using SupportDashboard.Tests.Evaluations.Authoring;

namespace SupportDashboard.Tests.Components.Evaluations;

/// <summary>The page of a run over a real ledger. The conversation is not in Phoenix, so nobody can judge it.</summary>
public sealed class RunPageTests : ComponentTests, IAsyncLifetime
{
    private const string NobodyToAsk = "Whoever could not judge is retired by now: there is nobody to ask again.";

    private EvaluationApp _app = null!;
    private string _folder = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _folder = Directory.CreateTempSubdirectory("support-dashboard-run-page-").FullName;
        _app = await EvaluationApp.StartAsync(_folder, new() { ["LocalPhoenix:Enabled"] = "true" });
        await Evaluators.PublishAsync(Drafts.Built(), basedOn: 0, Token);
        Services.AddFallbackServiceProvider(new ServiceCollection()
            .AddSingleton(_app.Runs)
            .AddSingleton(_app.Get<SessionQueries>())
            .AddSingleton(_app.Get<PhoenixConnection>())
            .AddSingleton(_app.Get<LlmConnection>())
            .BuildServiceProvider());
    }

    [Fact]
    public async Task Where_all_who_failed_are_retired_there_is_nobody_to_ask_again_until_one_is_brought_back()
    {
        var run = await FailAsync("tone");
        await Evaluators.RetireAsync("tone", retired: true, Token);
        var page = Show(run);
        Assert.DoesNotContain(NobodyToAsk, page.Markup, StringComparison.Ordinal);

        await TryAgainAsync(page);

        Wait(page, () => Assert.Contains(NobodyToAsk, Said(page)));
        Assert.Equal(run, Assert.Single(await RunsAsync()).Id);

        await Evaluators.RetireAsync("tone", retired: false, Token);
        await TryAgainAsync(page);

        Wait(page, () => Assert.DoesNotContain(NobodyToAsk, Said(page)));
        Assert.Equal(Address((await RunsAsync()).Single(again => again.RetryOf == run).Id), Navigation.Uri);
    }

    [Fact]
    public async Task Where_one_of_those_who_failed_is_in_use_that_one_is_asked_again()
    {
        var run = await FailAsync("tone", "resolution_status");
        await Evaluators.RetireAsync("tone", retired: true, Token);
        var page = Show(run);

        await TryAgainAsync(page);

        Assert.DoesNotContain(NobodyToAsk, Said(page));
        var again = (await RunsAsync()).Single(again => again.RetryOf == run);
        Assert.Equal(["resolution_status"], again.Evaluators);
        Assert.Equal(Address(again.Id), Navigation.Uri);
    }

    [Fact]
    public async Task That_nobody_is_left_of_one_run_is_not_said_of_another()
    {
        var (retired, inUse) = (await FailAsync("tone"), await FailAsync("resolution_status"));
        await Evaluators.RetireAsync("tone", retired: true, Token);
        var page = Show(retired);
        await TryAgainAsync(page);
        Wait(page, () => Assert.Contains(NobodyToAsk, Said(page)));

        // A link from one run to another leaves the page where it is.
        page.Render(parameters => parameters.Add(p => p.RunId, inUse));

        Wait(page, () => Assert.Contains(page.FindAll("h3"), static title => title.TextContent == "Resolution"));
        Assert.DoesNotContain(NobodyToAsk, Said(page));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeComponentsAsync();
        await base.DisposeAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private EvaluatorStore Evaluators => _app.Get<EvaluatorStore>();

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private static IEnumerable<string> Said(IRenderedComponent<RunPage> page) => page.FindAll("p[role=status]").Select(static said => said.TextContent);

    // The page reads a real database, and the machine may be busy.
    private static void Wait(IRenderedComponent<RunPage> page, Action assertion) => page.WaitForAssertion(assertion, TimeSpan.FromSeconds(30));

    private static Task TryAgainAsync(IRenderedComponent<RunPage> page)
    {
        Wait(page, () => Assert.NotNull(Button(page)));
        return page.InvokeAsync(() => Button(page)!.ClickAsync());
    }

    private static IElement? Button(IRenderedComponent<RunPage> page) =>
        page.FindAll("button").SingleOrDefault(static button => button.TextContent.Trim() == "Try the failures again");

    private string Address(Guid run) => Navigation.ToAbsoluteUri($"/evaluations/{run}").ToString();

    private async Task<Guid> FailAsync(params string[] evaluators)
    {
        var run = await _app.CompleteAsync(await _app.Runs.StartAsync(new EvaluationRequest(EvaluationApp.Project, ["gone"], evaluators, Again: false), Token));
        Assert.Equal(evaluators.Length, run.NotJudged);
        return run.Id;
    }

    private Task<IReadOnlyList<EvaluationRun>> RunsAsync() => _app.Runs.RecentAsync(EvaluationApp.Project, 10, Token);

    private IRenderedComponent<RunPage> Show(Guid run) => Render<RunPage>(parameters => parameters.Add(p => p.RunId, run));
}
