using SupportDashboard.Evaluations;

namespace SupportDashboard.Tests.Evaluations;

public sealed class EvaluatorCatalogTests
{
    [Fact]
    public void The_built_in_evaluators_have_the_tutorials_names_labels_and_scores()
    {
        Assert.Equal(
            [
                ("conversation_coherence", "coherent", 1d, "Coherent"),
                ("conversation_coherence", "incoherent", 0d, "Lost context"),
                ("conversation_coherence", "unknown", null, "Can't tell"),
                ("resolution_status", "resolved", 1d, "Resolved"),
                ("resolution_status", "unresolved", 0d, "Unresolved"),
                ("resolution_status", "unknown", null, "Can't tell"),
            ],
            EvaluatorCatalog.Standard.SelectMany(static evaluator => evaluator.Choices.Select(choice => (evaluator.Name, choice.Label, choice.Score, choice.Title))));
    }

    [Fact]
    public void Names_and_labels_are_found_exactly_or_not_at_all()
    {
        Assert.Same(EvaluatorCatalog.ResolutionStatus, EvaluatorCatalog.Find("resolution_status"));
        Assert.Null(EvaluatorCatalog.Find("Resolution_Status"));
        Assert.NotNull(EvaluatorCatalog.ResolutionStatus.Find("resolved"));
        Assert.Null(EvaluatorCatalog.ResolutionStatus.Find("Resolved"));
        Assert.Null(EvaluatorCatalog.ResolutionStatus.Find(null));
    }

    [Fact]
    public void Every_rubric_names_its_labels_and_forbids_rewarding_politeness()
    {
        Assert.All(EvaluatorCatalog.Standard, static evaluator =>
        {
            Assert.All(evaluator.Choices, choice => Assert.Contains($"`{choice.Label}`", evaluator.PromptTemplate, StringComparison.Ordinal));
            Assert.Contains("A judge that rewards politeness is wrong.", evaluator.PromptTemplate, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_further_evaluators_have_names_labels_and_kinds_of_their_own()
    {
        Assert.Equal(
            [
                ("user_frustration", EvaluatorKind.Llm, EvaluatorScope.Session, "none resolved unresolved unknown"),
                ("said_but_not_done", EvaluatorKind.Code, EvaluatorScope.Session, "done not_done"),
                ("context_loss", EvaluatorKind.Code, EvaluatorScope.Session, "kept asked_again"),
                ("tool_result", EvaluatorKind.Code, EvaluatorScope.Span, "success error unknown"),
                ("retrieval_relevance", EvaluatorKind.Llm, EvaluatorScope.Span, "relevant irrelevant unknown"),
            ],
            EvaluatorCatalog.All.Skip(EvaluatorCatalog.Standard.Count).Select(static evaluator => (evaluator.Name, evaluator.Kind, evaluator.Scope, string.Join(' ', evaluator.Choices.Select(static choice => choice.Label)))));
        Assert.Equal(EvaluatorCatalog.Standard, EvaluatorCatalog.All.Take(EvaluatorCatalog.Standard.Count));
        Assert.Equal(EvaluatorCatalog.All.Count, EvaluatorCatalog.All.Select(static evaluator => evaluator.Name).Distinct().Count());
        Assert.All(EvaluatorCatalog.All, static evaluator => Assert.NotEmpty(evaluator.PromptTemplate));
    }
}
