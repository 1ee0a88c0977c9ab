using SupportDashboard.Components.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class SessionSelectionTests
{
    private static readonly string[] Shown = ["a", "b", "c", "d"];

    [Fact]
    public void What_is_picked_on_one_page_stays_picked_on_the_next()
    {
        var selection = new SessionSelection();
        selection.TogglePage(Shown);
        selection.TogglePage(["e", "f"]);
        selection.Toggle("b");

        Assert.Equal(["a", "c", "d", "e", "f"], selection.Ids.Order(StringComparer.Ordinal));
        Assert.Equal(5, selection.Count(3_412));
        Assert.False(selection.IsEmpty);
    }

    [Fact]
    public void Everything_that_matches_is_picked_without_its_ids_and_follows_what_matches()
    {
        var selection = new SessionSelection();
        selection.Toggle("a");

        selection.PickAllMatching();

        Assert.True(selection.Contains("never seen"));
        Assert.Empty(selection.Ids);
        Assert.Equal(1_000_000, selection.Count(1_000_000));
        Assert.Equal(1_000_001, selection.Count(1_000_001));
    }

    [Fact]
    public void Some_can_be_left_out_of_everything()
    {
        var selection = new SessionSelection();
        selection.PickAllMatching();
        selection.Toggle("b");
        selection.Extend(Shown, "d");

        Assert.Equal(["a"], Shown.Where(selection.Contains));
        Assert.Equal(97, selection.Count(100));

        selection.Toggle("c");
        Assert.True(selection.Contains("c"));
    }

    [Fact]
    public void Shift_picks_the_stretch_from_the_last_one_in_both_directions()
    {
        var selection = new SessionSelection();
        selection.Toggle("c");
        selection.Extend(Shown, "a");
        Assert.Equal(["a", "b", "c"], Shown.Where(selection.Contains));

        selection.Extend(Shown, "b");
        Assert.Equal(["a"], Shown.Where(selection.Contains));
    }

    [Fact]
    public void Shift_without_a_last_one_on_the_page_picks_only_the_one()
    {
        var selection = new SessionSelection();
        selection.Toggle("on another page");

        selection.Extend(Shown, "c");

        Assert.Equal(["c"], Shown.Where(selection.Contains));
    }

    [Fact]
    public void A_page_that_is_picked_is_let_go_at_once()
    {
        var selection = new SessionSelection();
        selection.Toggle("a");
        selection.TogglePage(Shown);
        Assert.Equal(4, selection.Ids.Count);

        selection.TogglePage(Shown);

        Assert.True(selection.IsEmpty);
    }

    [Fact]
    public void Clearing_forgets_everything()
    {
        var selection = new SessionSelection();
        selection.PickAllMatching();
        selection.Toggle("a");

        selection.Clear();

        Assert.True(selection.IsEmpty);
        Assert.False(selection.Contains("a"));
        Assert.Equal(0, selection.Count(10));
    }

    [Fact]
    public void Picking_by_hand_has_an_end()
    {
        var selection = new SessionSelection();
        for (var page = 0; page < 300; page++)
        {
            selection.TogglePage([.. Enumerable.Range(page * 50, 50).Select(static number => $"s{number}")]);
        }

        Assert.Equal(10_000, selection.Ids.Count);
    }
}
