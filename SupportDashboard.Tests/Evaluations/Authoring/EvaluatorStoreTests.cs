using Microsoft.Extensions.Logging.Abstractions;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations.Authoring;

public sealed class EvaluatorStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_published_change_is_a_version_of_its_own_and_all_of_them_are_there_after_a_restart()
    {
        await using var ledger = await LedgerFolder.OpenAsync();

        var first = await ledger.Evaluators.PublishAsync(Drafts.Built(), basedOn: 0, Token);
        var second = await ledger.Evaluators.PublishAsync(Drafts.Built(static draft => draft.Prompt = "Other words."), basedOn: 1, Token);

        Assert.Equal((1, 2), (first.Published?.Version, second.Published?.Version));
        ledger.Book.Show([]);
        await ledger.Evaluators.RefreshAsync(Token);
        Assert.Equal(2, ledger.Book.Find("tone")?.Version);
        Assert.Equal(ledger.Clock.GetUtcNow(), ledger.Book.Find("tone")?.PublishedAt);
        Assert.Equal("You judge one thing: the tone of {{transcript}}.", ledger.Book.Find("tone", 1)?.PromptTemplate);
        Assert.Equal("Other words.", ledger.Book.Find("tone", 2)?.PromptTemplate);
    }

    [Fact]
    public async Task What_did_not_change_is_no_new_version()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        await ledger.Evaluators.PublishAsync(Drafts.Built(), basedOn: 0, Token);

        var again = await ledger.Evaluators.PublishAsync(Drafts.Built(), basedOn: 1, Token);

        Assert.Equal((null, "Nothing has changed since the published version."), (again.Published, again.Problem));
        Assert.Single(ledger.Book.Versions("tone"));
    }

    [Fact]
    public async Task Nobody_publishes_over_a_version_that_he_has_not_seen()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        await ledger.Evaluators.PublishAsync(Drafts.Built(), basedOn: 0, Token);
        await ledger.Evaluators.PublishAsync(Drafts.Built(static draft => draft.Title = "Hers"), basedOn: 1, Token);

        var late = await ledger.Evaluators.PublishAsync(Drafts.Built(static draft => draft.Title = "His"), basedOn: 1, Token);
        var taken = await ledger.Evaluators.PublishAsync(Drafts.Built(static draft => draft.Title = "Another"), basedOn: 0, Token);

        Assert.StartsWith("Somebody published tone meanwhile.", late.Problem, StringComparison.Ordinal);
        Assert.StartsWith("There is an evaluator named tone already.", taken.Problem, StringComparison.Ordinal);
        Assert.Equal("Hers", ledger.Book.TitleOf("tone"));
    }

    [Fact]
    public async Task A_thousand_clicks_publish_once()
    {
        await using var ledger = await LedgerFolder.OpenAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ledger.Evaluators.PublishAsync(Drafts.Built(), basedOn: 0, Token)));

        Assert.Single(outcomes, static outcome => outcome.Published is not null);
        Assert.Single(ledger.Book.Versions("tone"));
    }

    [Fact]
    public async Task A_definition_that_cannot_be_read_any_more_leaves_the_others_alone()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        await ledger.Evaluators.PublishAsync(Drafts.Built(), basedOn: 0, Token);
        await using (var db = ledger.CreateDbContext())
        {
            foreach (var definition in new[] { "", "{}", "null", """{"name":"broken0","choices":[]}""", """{"name":"other"}""" })
            {
                db.Evaluators.Add(new EvaluatorVersionRow { Name = $"broken{db.Evaluators.Local.Count}", Version = 1, Definition = definition, PublishedAt = 0 });
            }

            await db.SaveChangesAsync(Token);
        }

        await ledger.Evaluators.RefreshAsync(Token);

        Assert.Equal("tone", ledger.Book.All.Skip(EvaluatorCatalog.All.Count).Single().Name);
    }

    [Fact]
    public async Task A_retired_evaluator_is_offered_no_more_and_all_of_it_stays_until_it_is_brought_back()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        await ledger.Evaluators.PublishAsync(Drafts.Built(), basedOn: 0, Token);
        await ledger.Evaluators.PublishAsync(Drafts.Built(static draft => draft.Prompt = "Other words."), basedOn: 1, Token);

        Assert.Null(await ledger.Evaluators.RetireAsync("tone", retired: true, Token));
        ledger.Book.Show([]);
        await ledger.Evaluators.RefreshAsync(Token);

        Assert.DoesNotContain(ledger.Book.InUse, static evaluator => evaluator.Name == "tone");
        Assert.Contains(ledger.Book.All, static evaluator => evaluator is { Name: "tone", IsRetired: true });
        Assert.Equal([2, 1], ledger.Book.Versions("tone").Select(static evaluator => evaluator.Version));
        Assert.Equal("Warm", ledger.Book.FindChoice("tone", "warm")?.Title);

        Assert.Null(await ledger.Evaluators.RetireAsync("tone", retired: false, Token));
        Assert.Contains(ledger.Book.InUse, static evaluator => evaluator is { Name: "tone", Version: 2 });
    }

    [Fact]
    public async Task A_retired_evaluator_gets_no_new_version_before_it_is_brought_back()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        await ledger.Evaluators.PublishAsync(Drafts.Built(), basedOn: 0, Token);
        await ledger.Evaluators.RetireAsync("tone", retired: true, Token);

        var refused = await ledger.Evaluators.PublishAsync(Drafts.Built(static draft => draft.Title = "Other"), basedOn: 1, Token);
        await ledger.Evaluators.RetireAsync("tone", retired: false, Token);
        var taken = await ledger.Evaluators.PublishAsync(Drafts.Built(static draft => draft.Title = "Other"), basedOn: 1, Token);

        Assert.Equal((null, "tone is retired. Bring it back first."), (refused.Published, refused.Problem));
        Assert.Equal(2, taken.Published?.Version);
    }

    [Fact]
    public async Task A_version_that_was_published_in_the_moment_of_a_retirement_is_in_use_with_all_before_it()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        await ledger.Evaluators.PublishAsync(Drafts.Built(), basedOn: 0, Token);
        await ledger.Evaluators.RetireAsync("tone", retired: true, Token);
        await ledger.Door.WriteAsync(
            db =>
            {
                db.Evaluators.Add(new() { Name = "tone", Version = 2, Definition = EvaluatorJson.Write(Drafts.Built(static draft => draft.Title = "Newer")), PublishedAt = 1 });
                return db.SaveChangesAsync(Token);
            },
            Token);

        await ledger.Evaluators.RefreshAsync(Token);

        Assert.Equal([false, false], ledger.Book.Versions("tone").Select(static version => version.IsRetired));
        Assert.Contains(ledger.Book.InUse, static evaluator => evaluator is { Name: "tone", Version: 2 });
    }

    [Fact]
    public async Task An_evaluator_of_the_product_and_one_that_is_not_there_cannot_be_retired()
    {
        await using var ledger = await LedgerFolder.OpenAsync();

        Assert.Equal("An evaluator of the product cannot be retired.", await ledger.Evaluators.RetireAsync("resolution_status", retired: true, Token));
        Assert.Equal("There is no evaluator named tone.", await ledger.Evaluators.RetireAsync("tone", retired: true, Token));
        Assert.Equal(EvaluatorCatalog.All, ledger.Book.InUse);
    }

    [Fact]
    public async Task Another_dashboard_on_the_same_database_hears_of_a_retirement_and_of_its_end()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var book = new EvaluatorBook();
        using var news = new EvaluatorNews(ledger.Door, new EvaluatorStore(ledger.Door, book, ledger.Clock, NullLogger<EvaluatorStore>.Instance), ledger.Clock, NullLogger<EvaluatorNews>.Instance);
        await news.StartAsync(Token);
        await ledger.Evaluators.PublishAsync(Drafts.Built(), basedOn: 0, Token);
        await HearsAsync(false);

        await ledger.Evaluators.RetireAsync("tone", retired: true, Token);
        await HearsAsync(true);
        await ledger.Evaluators.RetireAsync("tone", retired: false, Token);
        await HearsAsync(false);
        await news.StopAsync(Token);

        Task HearsAsync(bool retired)
        {
            news.LookAgain();
            return Eventually.BecomesTrueAsync(() => book.Find("tone")?.IsRetired == retired, Token);
        }
    }
}
