using Bunit;
using Microsoft.Extensions.Options;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

/// <summary>What the list sends to the browser, over a real index.</summary>
public sealed class SessionListBodyTests : ComponentTests
{
    private static readonly SessionsAddress List = new() { Project = IndexFolder.Project };

    private readonly IndexFolder _index = new();
    private readonly SessionListModel _model;
    private readonly JSRuntimeInvocationHandler<bool> _draws;
    private readonly List<string> _peeked = [];

    public SessionListBodyTests()
    {
        _model = new(_index.Queries, new PhoenixConnection(TimeProvider.System), Clock, Options.Create(new EvaluationOptions()), Book);
        _draws = JSInterop.SetupModule("./js/list.js").SetupModule("attach", static _ => true).Setup<bool>("draw", static _ => true);
    }

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private List<JSRuntimeInvocation> Drawings => [.. _draws.Invocations];

    private Drawing Last => Drawing.Of(Drawings[^1].Arguments);

    [Fact]
    public async Task A_list_is_drawn_once_and_then_only_what_changed_in_it()
    {
        var body = await ShowAsync(3);
        Assert.Equal(["s3", "s2", "s1"], Last.Rows.Select(row => Enumerable.Range(1, 3).Select(static i => $"s{i}").Single(id => DrawnRows.KeyOf(id) == row.Key)));
        Assert.All(Last.Rows, static row => Assert.StartsWith("<li", row.Html, StringComparison.Ordinal));
        Assert.Empty(body.FindAll("[data-row]"));

        body.Render();
        Assert.Single(Drawings);

        await _index.FoldAsync(Wire.Turn(100, "s2", "t9", 90, "one more", "answer"));
        await _model.LoadAsync(List, Arrival.Waits, Token);
        body.Render();

        Assert.Null(Last.Frame);
        var changed = Assert.Single(Last.Rows, static row => row.Html is not null);
        Assert.Equal(DrawnRows.KeyOf("s2"), changed.Key);
        Assert.Contains("2 turns", changed.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_long_list_comes_first_what_fits_the_screen_and_the_rest_once_that_is_painted()
    {
        await ShowAsync(50);

        var (first, rest) = (Drawing.Of(Drawings[0].Arguments), Drawing.Of(Drawings[1].Arguments));
        Assert.Equal(2, Drawings.Count);
        Assert.Equal((true, 20), (first.More, first.Rows.Count));
        Assert.Equal((false, 50), (rest.More, rest.Rows.Count));
        Assert.Null(rest.Frame);
        Assert.Equal(first.Rows.Select(static row => row.Key), rest.Rows.Where(static row => row.Html is null).Select(static row => row.Key));
    }

    [Fact]
    public async Task What_is_picked_while_a_long_list_comes_stays_picked()
    {
        var body = await ShowAsync(50, answered: false);
        Assert.Single(Drawings);

        await body.InvokeAsync(() => body.Instance.PickAsync(Last.Rows[3].Key, extend: false));
        body.Render();
        _draws.SetResult(true);
        body.WaitForAssertion(() => Assert.Equal(50, Last.Rows.Count), TimeSpan.FromMinutes(1));

        Assert.Equal([Last.Rows[3].Key], Last.Picked);
    }

    [Fact]
    public async Task A_browser_that_lost_the_rows_gets_all_of_them_again()
    {
        var body = await ShowAsync(2);
        _draws.SetResult(false);
        await _index.FoldAsync(Wire.Turn(100, "s2", "t9", 90, "one more", "answer"));
        await _model.LoadAsync(List, Arrival.Waits, Token);

        body.Render();

        Assert.Equal(3, Drawings.Count);
        Assert.NotNull(Last.Frame);
        Assert.All(Last.Rows, static row => Assert.NotNull(row.Html));
    }

    [Fact]
    public async Task What_is_pressed_in_the_browser_is_picked_and_marked_there_without_drawing()
    {
        var body = await ShowAsync(4);

        await body.InvokeAsync(() => body.Instance.PickAsync(DrawnRows.KeyOf("s4"), extend: false));
        body.Render();
        Assert.Null(Last.Frame);
        Assert.Empty(Last.Rows);
        Assert.Equal([DrawnRows.KeyOf("s4")], Last.Picked);

        await body.InvokeAsync(() => body.Instance.PickAsync(DrawnRows.KeyOf("s2"), extend: true));
        body.Render();
        Assert.Equal(["s2", "s3", "s4"], _model.Selection.Ids.Order(StringComparer.Ordinal));
        Assert.Equal(3, Last.Picked.Length);
    }

    [Fact]
    public async Task A_press_on_a_row_that_is_gone_picks_nothing_and_is_answered()
    {
        var body = await ShowAsync(1);

        await body.InvokeAsync(() => body.Instance.PickAsync("nothing", extend: false));
        body.Render();

        Assert.True(_model.Selection.IsEmpty);
        Assert.Equal(2, Drawings.Count);
        Assert.Empty(Last.Picked);
    }

    [Fact]
    public async Task A_preview_is_asked_for_by_its_row_and_marked()
    {
        var body = await ShowAsync(2);

        await body.InvokeAsync(() => body.Instance.PeekAsync(DrawnRows.KeyOf("s1")));
        body.Render(parameters => parameters.Add(p => p.Peeked, "s1"));

        Assert.Equal(["s1"], _peeked);
        Assert.Equal(DrawnRows.KeyOf("s1"), Last.Peeked);
    }

    [Fact]
    public async Task Another_list_is_shown_from_its_top_once_it_is_there()
    {
        var body = await ShowAsync(3);
        var other = List with { Search = "question 2" };

        body.Render(parameters => parameters.Add(p => p.Address, other));
        Assert.Single(Drawings);

        await _model.LoadAsync(other, Arrival.ComesIn, Token);
        body.Render();
        Assert.True(Last.ToTop);
        Assert.Single(Last.Rows);

        body.Render();
        Assert.Equal(2, Drawings.Count);
    }

    [Fact]
    public async Task Another_list_that_is_there_at_once_is_shown_from_its_top()
    {
        var body = await ShowAsync(3);
        var other = List with { Search = "question 2" };
        await _model.LoadAsync(other, Arrival.ComesIn, Token);

        body.Render(parameters => parameters.Add(p => p.Address, other));

        Assert.True(Last.ToTop);
        Assert.Single(Last.Rows);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _index.Dispose();
    }

    private async Task<IRenderedComponent<SessionListBody>> ShowAsync(int sessions, bool answered = true)
    {
        if (answered)
        {
            _draws.SetResult(true);
        }

        await _index.FoldAsync(Enumerable.Range(1, sessions).SelectMany(static number => Wire.Turn(number * 10, $"s{number}", $"t{number}", number * 5, $"question {number}", "answer")));
        await _model.LoadAsync(List, Arrival.ComesIn, Token);
        return Render<SessionListBody>(parameters => parameters
            .Add(p => p.Model, _model)
            .Add(p => p.Address, List)
            .Add(p => p.OnPeek, _peeked.Add));
    }

    // The arguments of draw in list.js.
    private sealed record Drawing(string? Frame, IReadOnlyList<DrawnRow> Rows, string[] Picked, string? Peeked, bool ToTop, bool More)
    {
        public static Drawing Of(IReadOnlyList<object?> sent)
        {
            var told = ListMessage.Of((string)sent[0]!);
            return new(told.Frame, told.Rows ?? [], [.. told.Picked], told.Peeked, told.ToTop, told.More);
        }
    }
}
