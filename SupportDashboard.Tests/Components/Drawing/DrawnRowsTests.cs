using SupportDashboard.Components.Drawing;

namespace SupportDashboard.Tests.Components.Drawing;

/// <summary>The browser is sent what it does not have, and nothing else.</summary>
public sealed class DrawnRowsTests
{
    private readonly DrawnRows _rows = new();

    [Fact]
    public void The_first_drawing_has_everything()
    {
        var drawing = _rows.Draw("<ul data-rows></ul>", [("a", "<li>1</li>"), ("b", "<li>2</li>")]);

        Assert.Equal("<ul data-rows></ul>", drawing.Frame);
        Assert.Equal([new("a", "<li>1</li>"), new DrawnRow("b", "<li>2</li>")], drawing.Rows);
        Assert.False(drawing.IsEmpty);
    }

    [Fact]
    public void The_same_again_is_nothing_to_do()
    {
        _rows.Draw("frame", [("a", "1")]);

        Assert.True(_rows.Draw("frame", [("a", "1")]).IsEmpty);
    }

    [Fact]
    public void Only_rows_that_say_something_new_are_sent()
    {
        _rows.Draw("frame", [("a", "1"), ("b", "2"), ("c", "3")]);

        var drawing = _rows.Draw("frame", [("c", "3"), ("b", "2b"), ("d", "4")]);

        Assert.Null(drawing.Frame);
        Assert.Equal([new("c", null), new("b", "2b"), new DrawnRow("d", "4")], drawing.Rows);
        Assert.False(drawing.IsEmpty);
    }

    [Fact]
    public void Another_order_is_something_to_do()
    {
        _rows.Draw("frame", [("a", "1"), ("b", "2")]);

        Assert.False(_rows.Draw("frame", [("b", "2"), ("a", "1")]).IsEmpty);
        Assert.False(_rows.Draw("frame", [("b", "2")]).IsEmpty);
    }

    [Fact]
    public void Another_frame_takes_its_rows_with_it()
    {
        _rows.Draw("frame", [("a", "1")]);

        var drawing = _rows.Draw("other", [("a", "1")]);

        Assert.Equal(("other", "1"), (drawing.Frame, drawing.Rows[0].Html));
    }

    [Fact]
    public void What_was_forgotten_is_sent_again()
    {
        _rows.Draw("frame", [("a", "1")]);

        _rows.Forget();

        Assert.Equal(("frame", "1"), _rows.Draw("frame", [("a", "1")]) is var drawing ? (drawing.Frame!, drawing.Rows[0].Html!) : default);
    }

    [Fact]
    public void A_session_that_comes_twice_is_drawn_once() => Assert.Single(_rows.Draw("frame", [("a", "1"), ("a", "1")]).Rows);

    [Fact]
    public void Any_id_has_a_plain_key_of_its_own()
    {
        string[] ids = ["", "a", "A", "a\r\n", "a\n", "\0", "<script>", "\ud800", new('x', 100_000)];

        Assert.All(ids, static id => Assert.Matches("^[0-9a-f]{16}$", DrawnRows.KeyOf(id)));
        Assert.Equal(ids.Length, ids.Select(DrawnRows.KeyOf).Distinct().Count());
    }
}
