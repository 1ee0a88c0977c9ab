using Bunit;
using SupportDashboard.Components.Evaluations;
using SupportDashboard.Evaluations;
using SupportDashboard.Tests.Evaluations.Authoring;

namespace SupportDashboard.Tests.Components.Evaluations;

public sealed class EvaluatorPickerTests : ComponentTests
{
    private IReadOnlyList<string> _chosen = [];

    [Fact]
    public void The_standard_evaluators_are_chosen_and_every_other_one_can_be()
    {
        var picker = Show(EvaluatorPicker.Standard);

        Assert.Equal("2 evaluators", picker.Find("summary").TextContent);
        Assert.Equal(EvaluatorCatalog.All.Count, picker.FindAll("input").Count);

        picker.FindAll("input")[EvaluatorCatalog.All.ToList().FindIndex(static evaluator => evaluator.Name == "said_but_not_done")].Change(true);
        Assert.Equal(["conversation_coherence", "resolution_status", "said_but_not_done"], _chosen);

        Show(_chosen).FindAll("input")[0].Change(false);
        Assert.Equal(["resolution_status", "said_but_not_done"], _chosen);
    }

    [Fact]
    public void A_retired_evaluator_is_not_offered()
    {
        Book.Show([Drafts.Built() with { Version = 1 }]);
        Assert.Contains("Tone", Show(EvaluatorPicker.Standard).Markup, StringComparison.Ordinal);

        Book.Show([Drafts.Built() with { Version = 1, RetiredAt = Now }]);
        var picker = Show(["resolution_status", "tone"]);

        Assert.DoesNotContain("Tone", picker.Markup, StringComparison.Ordinal);
        picker.FindAll("input")[0].Change(true);
        Assert.Equal(["conversation_coherence", "resolution_status"], _chosen);
    }

    private IRenderedComponent<EvaluatorPicker> Show(IReadOnlyList<string> chosen) =>
        Render<EvaluatorPicker>(parameters => parameters.Add(p => p.Chosen, chosen).Add(p => p.ChosenChanged, value => _chosen = value));
}
