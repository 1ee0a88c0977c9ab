using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

/// <summary>The list over a real index.</summary>
public sealed class SessionListModelTests
{
    private static readonly SessionsAddress List = new() { Project = IndexFolder.Project };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_that_is_asked_for_while_another_is_held_shows_its_own_rows()
    {
        using var index = await IndexAsync(3);
        var model = Model(index);
        await model.LoadAsync(List, Arrival.ComesIn, Token);

        // The first was dropped for the second, which held what was on screen: the rows of neither list.
        var failed = List with { Search = "question 2" };
        await Task.WhenAll(model.LoadAsync(failed, Arrival.ComesIn, Token), model.LoadAsync(failed, Arrival.Waits, Token));

        Assert.Equal(["s2"], model.Page!.Rows.Select(static row => row.SessionId));
        Assert.Equal(0, model.Waiting);
    }

    [Fact]
    public async Task A_held_list_counts_what_is_new_and_lets_it_in_when_asked()
    {
        using var index = await IndexAsync(2);
        var model = Model(index);
        await model.LoadAsync(List, Arrival.ComesIn, Token);
        Assert.Empty(model.Arrived);
        await index.FoldAsync(Wire.Turn(100, "s9", "t9", 90, "question 9", "answer"));

        await model.LoadAsync(List, Arrival.Waits, Token);
        Assert.Equal(["s2", "s1"], model.Page!.Rows.Select(static row => row.SessionId));
        Assert.Equal((1, 3), (model.Waiting, model.Page.Total));

        await model.LoadAsync(List, Arrival.ComesIn, Token);
        Assert.Equal(["s9", "s2", "s1"], model.Page!.Rows.Select(static row => row.SessionId));
        Assert.Equal(["s9"], model.Arrived);
        Assert.Equal(0, model.Waiting);
    }

    [Fact]
    public async Task Everything_that_matches_but_some_is_read_when_it_is_judged()
    {
        using var index = await IndexAsync(4);
        var model = Model(index);
        await model.LoadAsync(List, Arrival.ComesIn, Token);
        model.Selection.PickAllMatching();
        model.Selection.Toggle("s2");

        Assert.Equal(["s1", "s3", "s4"], (await model.PickedAsync(List, Token)).Order(StringComparer.Ordinal));
        Assert.Equal(3, model.Selection.Count(model.Page!.Total));

        await index.FoldAsync(Wire.Turn(100, "s9", "t9", 90, "question 9", "answer"));
        Assert.Contains("s9", await model.PickedAsync(List, Token));
    }

    [Fact]
    public async Task Where_nothing_matches_each_filter_says_what_it_costs()
    {
        using var index = await IndexAsync(3);
        var model = Model(index);

        await model.LoadAsync(List with { Search = "question 2", HasErrors = true }, Arrival.ComesIn, Token);

        Assert.Equal([0, 1], model.Loosening);
    }

    [Fact]
    public async Task The_built_in_views_are_counted_whatever_is_filtered()
    {
        using var index = await IndexAsync(3);
        await index.FoldAsync(Wire.Turn(100, "s9", "t9", 90, "question 9", "answer", failed: true));
        var model = Model(index);
        Assert.Empty(model.ViewCounts);

        await model.LoadFiguresAsync(List with { Search = "question 2" }, Token);

        Assert.Equal([new("needs-attention", 1)], model.ViewCounts);
    }

    private static SessionListModel Model(IndexFolder index) => new(index.Queries, new PhoenixConnection(TimeProvider.System), new FakeTimeProvider(Wire.Start.AddDays(1)), Options.Create(new EvaluationOptions()), new EvaluatorBook());

    private static async Task<IndexFolder> IndexAsync(int sessions)
    {
        var index = new IndexFolder();
        await index.FoldAsync(Enumerable.Range(1, sessions).SelectMany(static number => Wire.Turn(number * 10, $"s{number}", $"t{number}", number * 5, $"question {number}", "answer")));
        return index;
    }
}
