using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Views;
using SupportDashboard.Tests.Evaluations;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Sessions;

/// <summary>Views as the page uses them, over a real database.</summary>
public sealed class ListViewTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Needs_attention_holds_only_what_went_wrong_the_worst_first()
    {
        var address = ListView.NeedsAttention.AddressFrom(new SessionsAddress { Project = "shop", Search = "refund", PageNumber = 4, AsTable = true, Columns = "turns" });

        Assert.True(address.ToFilter(Samples.At).NeedsLook);
        Assert.Equal((SessionSort.NeedsLook, false, null, 1, "shop"), (address.Sort, address.Ascending, address.Search, address.PageNumber, address.Project));
        Assert.True(address.AsTable);
        Assert.Equal("turns", address.Columns);
    }

    [Fact]
    public async Task A_saved_view_brings_back_filters_order_columns_and_density_in_whatever_project_is_shown()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = await OpenAsync(ledger);
        var list = new SessionsAddress
        {
            Project = "shop",
            SessionId = "open",
            Turn = 3,
            Search = "refund",
            Range = "7d",
            HasErrors = true,
            Sort = SessionSort.Turns,
            Ascending = true,
            AsTable = true,
            Columns = "turns,last",
            Compact = true,
            PageNumber = 9,
        }.Toggle("resolution_status", "unresolved");

        var saved = await views.SaveAsync("Refunds", list, shared: false, Token);
        await views.LoadAsync(Token);
        var opened = views.All.Single(view => view.Key == saved.Key).AddressFrom(new SessionsAddress { Project = "other" });

        Assert.Equal(list.ToViewQuery(), opened.ToViewQuery());
        Assert.Equal(("other", null, 1, saved.Key), (opened.Project, opened.SessionId, opened.PageNumber, opened.View));
    }

    [Fact]
    public async Task The_shown_view_is_known_also_after_its_list_was_changed()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = await OpenAsync(ledger);
        var saved = await views.SaveAsync("Refunds", new SessionsAddress { Search = "refund" }, shared: false, Token);
        await views.LoadAsync(Token);
        var list = saved.AddressFrom(new SessionsAddress());

        Assert.Equal(saved.Key, views.Current(list)!.Key);
        Assert.False(views.Current(list)!.IsChangedIn(list with { PageNumber = 2, SessionId = "s" }));
        Assert.True(views.Current(list with { HasErrors = true })!.IsChangedIn(list with { HasErrors = true }));
        Assert.Equal(ListView.All, views.Current(new SessionsAddress()));
        Assert.Equal(ListView.All, views.Current(new SessionsAddress { AsTable = true }));
        Assert.Null(views.Current(new SessionsAddress { Search = "something else" }));
        Assert.Null(views.Current(new SessionsAddress { Search = "x", View = "of-a-deleted-view" }));
    }

    [Fact]
    public async Task Only_a_bare_address_opens_the_chosen_view()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = await OpenAsync(ledger);
        Assert.Null(views.OpensWith(new SessionsAddress()));

        await views.ChooseDefaultAsync(ListView.NeedsAttention, Token);
        await views.LoadAsync(Token);

        Assert.Equal("/sessions?project=shop&look=1&sort=needslook&saved=needs-attention", views.OpensWith(new SessionsAddress { Project = "shop" })!.ToUri());
        Assert.Null(views.OpensWith(new SessionsAddress { SessionId = "s" }));
        Assert.Null(views.OpensWith(new SessionsAddress { Search = "refund" }));
        Assert.Null(views.OpensWith(ListView.All.AddressFrom(new SessionsAddress())));

        await views.ChooseDefaultAsync(ListView.NeedsAttention, Token);
        await views.LoadAsync(Token);
        Assert.Null(views.OpensWith(new SessionsAddress()));
    }

    [Fact]
    public async Task A_chosen_view_that_was_deleted_opens_everything()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var views = await OpenAsync(ledger);
        var saved = await views.SaveAsync("Refunds", new SessionsAddress { Search = "refund" }, shared: false, Token);
        await views.ChooseDefaultAsync(saved, Token);
        await views.DeleteAsync(saved.Saved!, Token);
        await views.LoadAsync(Token);

        Assert.Null(views.OpensWith(new SessionsAddress()));
    }

    [Fact]
    public void Whatever_stands_in_the_database_as_a_query_opens_some_list()
    {
        foreach (var text in HostileStrings.All)
        {
            foreach (var query in (string[])[text, "?" + text, "?q=" + text, "?verdict=" + text, "?cols=" + text + "&view=table&page=-9"])
            {
                var view = ListView.Of(new SavedView(Guid.Empty, "ann", text, query, Shared: true));

                var address = view.AddressFrom(new SessionsAddress());

                Assert.Equal(address.ToUri(), SessionsAddressTests.Follow(address.ToUri()).ToUri());
                Assert.False(view.IsChangedIn(address));
            }
        }
    }

    [Fact]
    public async Task A_database_that_cannot_be_read_leaves_the_built_in_views()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        ledger.Door.Dispose();
        var views = new SessionViews(new SavedViews(ledger.Door, ledger.Clock));

        await views.LoadAsync(Token);

        Assert.Equal(ListView.BuiltIn, views.All);
        Assert.NotNull(views.Problem);
    }

    private static async Task<SessionViews> OpenAsync(LedgerFolder ledger)
    {
        var views = new SessionViews(new SavedViews(ledger.Door, ledger.Clock));
        await views.LoadAsync(Token);
        return views;
    }
}
