using SupportDashboard.Evaluations;

namespace SupportDashboard.Tests.Evaluations;

public sealed class EvaluatorBookTests
{
    private static readonly Evaluator Tone = EvaluatorCatalog.ResolutionStatus with
    {
        Name = "tone",
        Title = "Tone",
        Choices = [new("warm", 1, "Warm", "The agent was warm.", true), new("cold", 0, "Cold", "The agent was cold.", false)],
    };

    private readonly EvaluatorBook _book = new();

    [Fact]
    public void A_new_book_holds_the_evaluators_of_the_product()
    {
        Assert.Equal(EvaluatorCatalog.All, _book.All);
        Assert.Equal(EvaluatorCatalog.Standard, _book.Standard);
        Assert.Same(EvaluatorCatalog.ToolResult, _book.Find("tool_result"));
        Assert.Null(_book.Find("Tool_result"));
        Assert.Equal("Tools", _book.TitleOf("tool_result"));
        Assert.Equal("toxicity", _book.TitleOf("toxicity"));
    }

    [Fact]
    public void The_newest_published_version_counts_and_older_ones_stay_readable()
    {
        var second = Tone with { Version = 2, Choices = [new("kind", 1, "Kind", "The agent was kind.", true)] };
        _book.Show([Tone, second]);

        Assert.Same(second, _book.Find("tone"));
        Assert.Same(Tone, _book.Find("tone", 1));
        Assert.Null(_book.Find("tone", 3));
        Assert.Same(second, _book.All[^1]);
        Assert.Equal([2, 1], _book.Versions("tone").Select(static evaluator => evaluator.Version));
        Assert.Equal("Kind", _book.FindChoice("tone", "kind")?.Title);
        Assert.Equal("Warm", _book.FindChoice("tone", "warm")?.Title);
        Assert.Null(_book.FindChoice("tone", null));
    }

    [Fact]
    public void A_published_evaluator_never_takes_the_place_of_one_of_the_product()
    {
        _book.Show([Tone with { Name = "resolution_status", Version = 99 }]);

        Assert.Same(EvaluatorCatalog.ResolutionStatus, _book.Find("resolution_status"));
        Assert.Equal(EvaluatorCatalog.All, _book.All);
    }

    [Fact]
    public void Who_subscribed_is_told()
    {
        var told = 0;
        var subscription = _book.Subscribe(() => told++);
        _book.Show([Tone]);
        subscription.Dispose();
        _book.Show([]);

        Assert.Equal(1, told);
        Assert.Null(_book.Find("tone"));
    }
}
