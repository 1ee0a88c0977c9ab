using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;

namespace SupportDashboard.Tests.Evaluations.Authoring;

public sealed class EvaluatorDeskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_written_published_changed_and_published_again()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var desk = new EvaluatorDesk(ledger.Book, ledger.Evaluators);
        Assert.True(desk.Open(null, null));
        Assert.Null(desk.Current);
        Assert.Equal("Something is still missing; see above.", await desk.PublishAsync(Token));

        Fill(desk.Draft);
        desk.Check();
        Assert.Null(await desk.PublishAsync(Token));
        Assert.Equal(1, ledger.Book.Find("tone")?.Version);
        Assert.False(desk.IsChanged);

        desk.Draft.Question = "Was the agent warm at the end?";
        desk.Check();
        Assert.True(desk.IsChanged);
        Assert.Equal(2, desk.Current?.Version);
        Assert.Null(await desk.PublishAsync(Token));
        Assert.Equal("Nothing has changed since the published version.", await desk.PublishAsync(Token));
        Assert.Equal([2, 1], ledger.Book.Versions("tone").Select(static version => version.Version));
    }

    [Fact]
    public async Task An_evaluator_of_the_product_is_read_and_copied_not_changed()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var desk = new EvaluatorDesk(ledger.Book, ledger.Evaluators);

        Assert.True(desk.Open("resolution_status", null));
        desk.Draft.Prompt = "Always resolved.";
        Assert.Equal("An evaluator of the product cannot be changed. Copy it.", await desk.PublishAsync(Token));
        Assert.Same(EvaluatorCatalog.ResolutionStatus, desk.Current);

        Assert.True(desk.Open(null, "resolution_status"));
        Assert.Equal(("resolution_status_copy", true), (desk.Current?.Name, desk.IsChanged));
        Assert.Null(await desk.PublishAsync(Token));
        Assert.False(desk.Open("never_written", null));
        Assert.False(desk.Open(null, "never_written"));
    }

    [Fact]
    public async Task A_file_fills_the_form_and_a_bad_one_leaves_it_as_it_was()
    {
        await using var ledger = await LedgerFolder.OpenAsync();
        var desk = new EvaluatorDesk(ledger.Book, ledger.Evaluators);
        desk.Open(null, null);

        Assert.Equal("The file is empty.", desk.Import(""));
        Assert.Equal("", desk.Draft.Name);
        Assert.Null(desk.Import(EvaluatorYaml.Write(Drafts.Built())));
        Assert.Equal("tone", desk.Current?.Name);
        Assert.Null(desk.Import("name: resolution_status"));
        Assert.Null(desk.Current);
        Assert.Contains(desk.Problems, static problem => problem.Sentence.Contains("is an evaluator of the product", StringComparison.Ordinal));
    }

    private static void Fill(EvaluatorDraft draft)
    {
        var tone = Drafts.Tone();
        (draft.Name, draft.Title, draft.Question, draft.Prompt, draft.Choices) = (tone.Name, tone.Title, tone.Question, tone.Prompt, tone.Choices);
    }
}
