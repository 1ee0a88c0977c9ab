using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Review;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Evaluations;

namespace SupportDashboard.Tests.Review;

public sealed class HumanReviewTests : IAsyncLifetime
{
    private const string Session = "s 1/ünï 🎉";

    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-review-").FullName;
    private EvaluationApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HumanReview Review => _app.Get<HumanReview>();

    public async ValueTask InitializeAsync()
    {
        _app = await EvaluationApp.StartAsync(_folder, new() { ["LocalPhoenix:Enabled"] = "true" });
        await Conversations.AddAsync(_app, Session, ("How do I reset my password?", "Go to Settings > Security > Reset Password."));
    }

    [Fact]
    public async Task A_persons_verdict_stands_beside_the_judges_and_can_be_changed_and_taken_back()
    {
        await _app.CompleteAsync(await _app.EvaluateAsync(Session));

        await Review.SetVerdictAsync(EvaluationApp.Project, Session, "resolution_status", "unresolved", Token);
        Assert.Equal([("CODE", "resolved", 1d), ("HUMAN", "unresolved", 0d)], await VerdictsAsync());

        await Review.SetVerdictAsync(EvaluationApp.Project, Session, "resolution_status", "unknown", Token);
        Assert.Equal([("CODE", "resolved", 1d), ("HUMAN", "unknown", null)], await VerdictsAsync());

        await Review.SetVerdictAsync(EvaluationApp.Project, Session, "resolution_status", null, Token);
        Assert.Equal([("CODE", "resolved", 1d), ("HUMAN", null, null)], await VerdictsAsync());
    }

    [Fact]
    public async Task Judging_again_leaves_a_persons_verdict_alone()
    {
        await Review.SetVerdictAsync(EvaluationApp.Project, Session, "resolution_status", "unresolved", Token);

        await _app.CompleteAsync(await _app.EvaluateAsync(Session));

        Assert.Equal([("CODE", "resolved", 1d), ("HUMAN", "unresolved", 0d)], await VerdictsAsync());
    }

    [Theory]
    [InlineData("resolution_status", "coherent")]
    [InlineData("no_such_evaluator", "resolved")]
    public async Task A_label_outside_the_catalog_is_refused(string evaluator, string label)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Review.SetVerdictAsync(EvaluationApp.Project, Session, evaluator, label, Token));
        Assert.Empty(await VerdictsAsync());
    }

    [Fact]
    public async Task Notes_are_kept_as_they_were_typed_in_their_order()
    {
        const string Hostile = "<b>bold</b> [x](javascript:alert(1)) مرحبا 🎉\nsecond line";

        await Review.AddNoteAsync(EvaluationApp.Project, Session, "  First.  ", Token);
        await Review.AddNoteAsync(EvaluationApp.Project, Session, Hostile, Token);

        var notes = await Review.NotesAsync(EvaluationApp.Project, Session, Token);
        Assert.Equal([("First.", "local"), (Hostile, "local")], notes.Select(static note => (note.Text, note.Author)));
    }

    [Fact]
    public async Task A_note_is_bounded_and_not_empty()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Review.AddNoteAsync(EvaluationApp.Project, Session, new string('x', NoteRules.MaxLength + 1), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Review.AddNoteAsync(EvaluationApp.Project, Session, " \n ", Token));
        await Review.AddNoteAsync(EvaluationApp.Project, Session, new string('x', NoteRules.MaxLength), Token);

        Assert.Equal(NoteRules.MaxLength, Assert.Single(await Review.NotesAsync(EvaluationApp.Project, Session, Token)).Text.Length);
    }

    [Fact]
    public async Task A_verdict_on_a_conversation_that_does_not_exist_fails_with_a_sentence()
    {
        var failure = await Assert.ThrowsAsync<PhoenixException>(
            () => Review.SetVerdictAsync(EvaluationApp.Project, "missing", "resolution_status", "resolved", Token));

        Assert.Equal(PhoenixFailure.NotFound, failure.Kind);
    }

    [Fact]
    public async Task A_thumb_can_be_set_turned_round_and_taken_back()
    {
        var feedback = _app.Get<TurnFeedback>();
        var span = Conversations.RootSpan(Session, 1);

        await feedback.SetAsync(EvaluationApp.Project, Session, span, true, "faq", Token);
        Assert.Equal(("thumbs-up", 1d, "HUMAN", "support-dashboard:local"), await ThumbAsync(span));

        await feedback.SetAsync(EvaluationApp.Project, Session, span, false, "faq", Token);
        Assert.Equal(("thumbs-down", 0d, "HUMAN", "support-dashboard:local"), await ThumbAsync(span));

        await feedback.SetAsync(EvaluationApp.Project, Session, span, null, null, Token);
        Assert.Equal((null, null, "HUMAN", "support-dashboard:local"), await ThumbAsync(span));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<List<(string Kind, string? Label, double? Score)>> VerdictsAsync()
    {
        var annotations = await _app.Get<SessionAnnotationReader>().ReadAsync(EvaluationApp.Project, [Session], Token);
        return
        [
            .. annotations
                .Where(static annotation => annotation.Name == EvaluatorCatalog.ResolutionStatus.Name)
                .OrderBy(static annotation => annotation.AnnotatorKind, StringComparer.Ordinal)
                .Select(static annotation => (annotation.AnnotatorKind, annotation.Result?.Label, annotation.Result?.Score)),
        ];
    }

    private async Task<(string? Label, double? Score, string Kind, string Identifier)> ThumbAsync(string span)
    {
        var project = await _app.Get<PhoenixProjects>().IdAsync(EvaluationApp.Project, Token);
        var page = await _app.Get<IPhoenixClient>().GetSpanAnnotationsAsync(project, [span], null, 10, Token);
        var thumb = Assert.Single(page.Data);
        Assert.Equal("support-dashboard", thumb.Metadata?.GetProperty("source").GetString());
        return (thumb.Result?.Label, thumb.Result?.Score, thumb.AnnotatorKind, thumb.Identifier);
    }
}
