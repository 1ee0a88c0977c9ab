using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class LiveRowsTests
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    [Fact]
    public void What_is_new_comes_in_and_is_marked()
    {
        var rows = Showing("a", "b");

        rows.ComeIn(Page("new", "a", "b"));

        Assert.Equal(["new", "a", "b"], Ids(rows));
        Assert.Equal(["new"], rows.Arrived);
        Assert.Equal(0, rows.Waiting);
    }

    [Fact]
    public void The_first_rows_of_a_list_are_not_new()
    {
        var rows = new LiveRows();

        rows.ComeIn(Page("a", "b"));

        Assert.Empty(rows.Arrived);
    }

    [Fact]
    public void Nothing_moves_in_a_held_list_but_rows_change_where_they_stand()
    {
        var rows = Showing("a", "b", "c");

        rows.Hold(Page("c", "new", "a", "b") with { Rows = [Row("c", 9), Row("new"), Row("a", 4), Row("b")] }, [], None, newestFirst: true);

        Assert.Equal(["a", "b", "c"], Ids(rows));
        Assert.Equal([4, 3, 9], rows.Page!.Rows.Select(static row => row.Turns));
        Assert.Equal(1, rows.Waiting);
        Assert.Equal(4, rows.Page.Total);
    }

    [Fact]
    public void A_held_list_in_which_nothing_changed_is_the_same_object()
    {
        var rows = Showing("a", "b");
        var page = rows.Page!;

        rows.Hold(page with { Rows = [.. page.Rows] }, [], None, newestFirst: true);
        Assert.Same(page, rows.Page);

        rows.Hold(page, [], new HashSet<string> { "b" }, newestFirst: true);
        Assert.NotSame(page, rows.Page);
        rows.Hold(page with { Total = 9 }, [], None, newestFirst: true);
        Assert.Equal(9, rows.Page!.Total);
    }

    [Fact]
    public void A_row_that_was_pushed_off_the_page_is_kept_and_brought_up_to_date()
    {
        var rows = Showing("a", "b");
        var fresh = Page("new 1", "new 2");

        Assert.Equal(["a", "b"], rows.Elsewhere(fresh));
        rows.Hold(fresh, [Row("b", 7)], None, newestFirst: true);

        Assert.Equal([("a", 3), ("b", 7)], rows.Page!.Rows.Select(static row => (row.SessionId, row.Turns)));
        Assert.Equal(2, rows.Waiting);
    }

    [Fact]
    public void More_than_a_page_of_new_sessions_are_all_counted()
    {
        var rows = Showing("a", "b");

        rows.Hold(Page("n1", "n2") with { Total = 1_202 }, [], None, newestFirst: true);

        Assert.Equal(1_200, rows.Waiting);
    }

    [Fact]
    public void On_a_later_page_or_in_another_order_only_the_number_of_matches_tells_what_is_new()
    {
        var rows = Showing("a", "b");

        rows.Hold(Page("x", "a") with { Total = 2 }, [Row("b")], None, newestFirst: false);
        Assert.Equal(0, rows.Waiting);

        rows.Hold(Page("x", "a") with { Total = 5 }, [Row("b")], None, newestFirst: false);
        Assert.Equal(3, rows.Waiting);
    }

    [Fact]
    public void What_waits_does_not_add_up_over_time_and_is_gone_once_it_came_in()
    {
        var rows = Showing("a", "b");
        rows.Hold(Page("n1", "a", "b"), [], None, newestFirst: true);
        rows.Hold(Page("n2", "n1", "a", "b"), [], None, newestFirst: true);
        Assert.Equal(2, rows.Waiting);

        rows.ComeIn(Page("n2", "n1", "a", "b"));

        Assert.Equal(0, rows.Waiting);
        Assert.Equal(["n1", "n2"], rows.Arrived.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_session_that_went_away_is_not_counted_as_less_than_nothing()
    {
        var rows = Showing("a", "b");

        rows.Hold(Page("a"), [], None, newestFirst: true);

        Assert.Equal(["a", "b"], Ids(rows));
        Assert.Equal(0, rows.Waiting);
    }

    [Fact]
    public void What_matches_no_more_stays_marked_until_the_list_comes_in_anew()
    {
        var rows = Showing("a", "b");

        rows.Hold(Page("a"), [Row("b", 7)], new HashSet<string> { "b" }, newestFirst: true);

        Assert.Equal(["a", "b"], Ids(rows));
        Assert.Equal(["b"], rows.Left);
        rows.ComeIn(Page("a"));
        Assert.Empty(rows.Left);
    }

    private static LiveRows Showing(params string[] ids)
    {
        var rows = new LiveRows();
        rows.Replace(Page(ids));
        return rows;
    }

    private static SessionPage Page(params string[] ids) => new([.. ids.Select(static id => Row(id))], ids.Length);

    private static SessionRow Row(string id, int turns = 3) => Samples.Row(id) with { Turns = turns };

    private static IEnumerable<string> Ids(LiveRows rows) => rows.Page!.Rows.Select(static row => row.SessionId);
}
