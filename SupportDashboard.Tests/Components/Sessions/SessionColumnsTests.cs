using CsCheck;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class SessionColumnsTests
{
    private static readonly Gen<IReadOnlyList<SessionColumn>> Columns =
        Gen.Int[0, SessionColumns.All.Count - 1].Array[1, 12].Select(static indexes => (IReadOnlyList<SessionColumn>)[.. indexes.Select(static index => SessionColumns.All[index]).Distinct()]);

    [Fact]
    public void Chosen_columns_are_read_back_in_their_order() =>
        Columns.Sample(static columns => Assert.Equal(columns, SessionColumns.Read(SessionColumns.Write(columns))));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(",,, ,")]
    [InlineData("nonsense,<script>,'; DROP TABLE session")]
    public void An_address_that_names_no_column_gets_the_usual_ones(string? keys) => Assert.Equal(SessionColumns.Usual, SessionColumns.Read(keys));

    [Fact]
    public void Unknown_and_repeated_keys_are_left_out() =>
        Assert.Equal(["turns", "last"], SessionColumns.Read("turns,forged,turns, last").Select(static column => column.Key));

    [Fact]
    public void A_thousand_keys_are_read_at_once() =>
        Assert.Equal(SessionColumns.All.Count, SessionColumns.Read(string.Join(',', Enumerable.Repeat(SessionColumns.All.Select(static column => column.Key), 1_000).SelectMany(static keys => keys))).Count);

    [Fact]
    public void A_column_comes_back_at_its_usual_place()
    {
        var verdicts = SessionColumns.All.Single(static column => column.Key == "verdicts");

        var without = SessionColumns.Toggle(SessionColumns.Usual, verdicts);

        Assert.DoesNotContain(verdicts, without);
        Assert.Equal(SessionColumns.Usual, SessionColumns.Toggle(without, verdicts));
    }

    [Fact]
    public void The_last_column_stays()
    {
        SessionColumn[] one = [SessionColumns.All[0]];

        Assert.Equal(one, SessionColumns.Toggle(one, one[0]));
    }

    [Fact]
    public void Columns_move_and_stop_at_the_ends() => Gen.Select(Columns, Gen.Int[-3, 3]).Sample(static (columns, places) =>
    {
        var moved = SessionColumns.Move(columns, columns[0], places);

        Assert.Equal(Math.Clamp(places, 0, columns.Count - 1), moved.ToList().IndexOf(columns[0]));
        Assert.Equal(columns.Skip(1), moved.Where(column => column != columns[0]));
    });

    [Fact]
    public void Every_order_has_words_and_a_key_that_leads_back_to_it()
    {
        var words = Enum.GetValues<SessionSort>().SelectMany(static sort => ((SessionSort, bool)[])[(sort, false), (sort, true)]).ToList();

        Assert.All(words, static order =>
        {
            Assert.Equal(order, SortWords.Find(SortWords.Key(order.Item1, order.Item2)));
            Assert.DoesNotContain(order.Item1 + ",", SortWords.Of(order.Item1, order.Item2), StringComparison.Ordinal);
        });
        Assert.Equal(words.Count, words.Select(static order => SortWords.Of(order.Item1, order.Item2)).Distinct().Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("99")]
    [InlineData("nonsense-asc")]
    public void A_forged_order_is_none(string? key) => Assert.Null(SortWords.Find(key));
}
