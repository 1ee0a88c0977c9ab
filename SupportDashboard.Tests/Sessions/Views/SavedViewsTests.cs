using Microsoft.EntityFrameworkCore;
using SupportDashboard.Sessions.Views;
using SupportDashboard.Tests.Evaluations;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Sessions.Views;

/// <summary>Saved views in a real database.</summary>
public sealed class SavedViewsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_view_is_there_again_after_a_restart_with_everything_it_was_saved_with()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var saved = await new SavedViews(ledger.Door, ledger.Clock).SaveAsync("ann", "Refunds", "?q=refund&errors=1", shared: true, Token);

        var read = Assert.Single(await new SavedViews(ledger.Door, ledger.Clock).ListAsync("ann", Token));

        Assert.Equal(saved, read);
        Assert.Equal(("ann", "Refunds", "?q=refund&errors=1", true), (read.Owner, read.Name, read.Query, read.Shared));
    }

    [Fact]
    public async Task Everybody_sees_shared_views_and_nobody_sees_anothers_own()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = new SavedViews(ledger.Door, ledger.Clock);
        var mine = await views.SaveAsync("ann", "mine", "", shared: false, Token);
        await views.SaveAsync("ann", "Ours", "", shared: true, Token);

        Assert.Equal(["mine", "Ours"], (await views.ListAsync("ann", Token)).Select(static view => view.Name));
        Assert.Equal(["Ours"], (await views.ListAsync("bob", Token)).Select(static view => view.Name));

        await views.ShareAsync("ann", mine.Id, shared: true, Token);
        Assert.Equal(2, (await views.ListAsync("bob", Token)).Count);
    }

    [Fact]
    public async Task Only_its_owner_changes_a_view()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = new SavedViews(ledger.Door, ledger.Clock);
        var view = await views.SaveAsync("ann", "Ours", "?q=a", shared: true, Token);

        await Assert.ThrowsAsync<SavedViewException>(() => views.RenameAsync("bob", view.Id, "Theirs", Token));
        await Assert.ThrowsAsync<SavedViewException>(() => views.ReplaceAsync("bob", view.Id, "?q=b", Token));
        await Assert.ThrowsAsync<SavedViewException>(() => views.ShareAsync("bob", view.Id, shared: false, Token));
        await Assert.ThrowsAsync<SavedViewException>(() => views.DeleteAsync("bob", view.Id, Token));

        Assert.Equal(view, Assert.Single(await views.ListAsync("ann", Token)));
    }

    [Fact]
    public async Task A_deleted_view_comes_back_under_its_own_id()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = new SavedViews(ledger.Door, ledger.Clock);
        var view = await views.SaveAsync("ann", "Refunds", "?q=refund", shared: true, Token);

        var deleted = await views.DeleteAsync("ann", view.Id, Token);
        Assert.Empty(await views.ListAsync("ann", Token));
        await Assert.ThrowsAsync<SavedViewException>(() => views.DeleteAsync("ann", view.Id, Token));
        await views.RestoreAsync(deleted, Token);
        await views.RestoreAsync(deleted, Token);

        Assert.Equal(view, Assert.Single(await views.ListAsync("ann", Token)));
    }

    [Fact]
    public async Task A_name_that_was_given_away_meanwhile_is_not_taken_back()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = new SavedViews(ledger.Door, ledger.Clock);
        var deleted = await views.DeleteAsync("ann", (await views.SaveAsync("ann", "Refunds", "?q=1", shared: false, Token)).Id, Token);
        var newer = await views.SaveAsync("ann", "Refunds", "?q=2", shared: false, Token);

        await Assert.ThrowsAsync<SavedViewException>(() => views.RestoreAsync(deleted, Token));

        Assert.Equal(newer, Assert.Single(await views.ListAsync("ann", Token)));
    }

    [Fact]
    public async Task A_name_is_taken_once_per_person_also_by_a_double_click()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = new SavedViews(ledger.Door, ledger.Clock);
        await views.SaveAsync("bob", "Refunds", "", shared: false, Token);

        var clicks = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            try
            {
                await views.SaveAsync("ann", "Refunds", "", shared: false, Token);
                return true;
            }
            catch (SavedViewException)
            {
                return false;
            }
        }));

        Assert.Single(clicks, static saved => saved);
        Assert.Single(await views.ListAsync("ann", Token));
    }

    [Fact]
    public async Task A_view_keeps_its_own_name_when_it_is_renamed_to_it()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = new SavedViews(ledger.Door, ledger.Clock);
        var view = await views.SaveAsync("ann", "A", "", shared: false, Token);
        await views.SaveAsync("ann", "B", "", shared: false, Token);

        Assert.Equal("A", (await views.RenameAsync("ann", view.Id, " A ", Token)).Name);
        await Assert.ThrowsAsync<SavedViewException>(() => views.RenameAsync("ann", view.Id, "B", Token));
    }

    [Fact]
    public async Task The_view_a_list_opens_with_is_chosen_per_person()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = new SavedViews(ledger.Door, ledger.Clock);

        await views.ChooseDefaultAsync("ann", "needs-attention", Token);
        await views.ChooseDefaultAsync("ann", "other", Token);
        Assert.Equal("other", await views.DefaultAsync("ann", Token));
        Assert.Null(await views.DefaultAsync("bob", Token));

        await views.ChooseDefaultAsync("ann", null, Token);
        Assert.Null(await views.DefaultAsync("ann", Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n\0 ")]
    [InlineData("this name is far too long for one line of a narrow list of views, and then some")]
    public async Task A_name_that_cannot_be_shown_is_refused_with_a_sentence(string? name)
    {
        await using var ledger = await LedgerFolder.OpenAsync();

        var refused = await Assert.ThrowsAsync<SavedViewException>(() => new SavedViews(ledger.Door, ledger.Clock).SaveAsync("ann", name!, "", shared: false, Token));

        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ViewRules.Check(name), refused.Message);
    }

    [Fact]
    public async Task Hostile_names_and_queries_are_text()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = new SavedViews(ledger.Door, ledger.Clock);
        var names = HostileStrings.All.Where(static text => ViewRules.Check(text) is null).DistinctBy(ViewRules.Clean, StringComparer.Ordinal).Take(ViewRules.MaxViews).ToList();
        Assert.True(names.Count > 5);
        foreach (var name in names)
        {
            var saved = await views.SaveAsync("'; DROP TABLE saved_views; --", name, "?q=" + name, shared: false, Token);
            Assert.DoesNotContain(saved.Name, char.IsControl);
        }

        var read = await views.ListAsync("'; DROP TABLE saved_views; --", Token);

        Assert.Equal(names.Select(ViewRules.Clean).Order(StringComparer.Ordinal), read.Select(static view => view.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task There_is_an_end_to_views_and_to_what_one_holds()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = new SavedViews(ledger.Door, ledger.Clock);
        await Assert.ThrowsAsync<SavedViewException>(() => views.SaveAsync("ann", "long", new string('q', ViewRules.MaxQueryLength + 1), shared: false, Token));
        foreach (var number in Enumerable.Range(0, ViewRules.MaxViews))
        {
            await views.SaveAsync("ann", $"view {number}", "", shared: false, Token);
        }

        await Assert.ThrowsAsync<SavedViewException>(() => views.SaveAsync("ann", "one more", "", shared: false, Token));

        Assert.Equal(ViewRules.MaxViews, (await views.ListAsync("ann", Token)).Count);
    }

    [Fact]
    public async Task A_database_from_before_there_were_views_gets_them_and_keeps_its_runs()
    {
        await using var ledger = new LedgerFolder();
        await using (var db = ledger.CreateDbContext())
        {
            await db.Database.MigrateAsync("Ledger", Token);
        }

        await ledger.Startup.PrepareAsync(Token);

        await new SavedViews(ledger.Door, ledger.Clock).SaveAsync("ann", "Refunds", "", shared: false, Token);
        Assert.Equal(2, (await ledger.StartAsync(1)).NewItems);
    }

    [Fact]
    public async Task Changes_are_told_to_whoever_shows_the_views()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = new SavedViews(ledger.Door, ledger.Clock);
        var told = 0;
        using (views.Subscribe(() => told++))
        {
            var view = await views.SaveAsync("ann", "Refunds", "", shared: false, Token);
            await views.DeleteAsync("ann", view.Id, Token);
        }

        await views.SaveAsync("ann", "Refunds", "", shared: false, Token);

        Assert.Equal(2, told);
    }
}
