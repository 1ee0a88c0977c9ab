using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using SupportDashboard.Components.Evaluations;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Tests.Evaluations.Authoring;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Evaluations;

public sealed class EvaluatorFormTests : ComponentTests
{
    private readonly EvaluatorDraft _draft = Drafts.Tone();
    private string? _imported;

    [Fact]
    public void What_is_typed_is_in_the_draft_and_what_is_wrong_stands_beside_its_field()
    {
        var form = Show();

        form.Find("input[name=name]").Change("Tone of voice");
        form.Find("textarea[name=prompt]").Change("Judge {{inptu}}.");
        form.Find("input[name=temperature]").Change("NaN");

        Assert.Equal(("Tone of voice", "Judge {{inptu}}.", "NaN"), (_draft.Name, _draft.Prompt, _draft.Temperature));
        Assert.Equal(3, form.FindAll("[role=alert]").Count);
        Assert.Contains("“inptu”, which is no variable", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_come_go_and_say_whether_they_are_wanted()
    {
        var form = Show();

        form.FindAll("button").First(static button => button.TextContent.Contains("Add an answer", StringComparison.Ordinal)).Click();
        Assert.Equal(3, _draft.Choices.Count);

        form.FindAll("[role=group]")[2].QuerySelector("input")!.Change("WARM");
        Assert.Contains("stands there 2 times", form.Markup, StringComparison.Ordinal);

        form.FindAll("[role=group]")[2].QuerySelector("select")!.Change("bad");
        Assert.False(_draft.Choices[2].IsGood);
        form.Find("button[aria-label='Remove answer 3']").Click();
        Assert.Equal(["warm", "cold"], _draft.Choices.Select(static choice => choice.Label));
    }

    [Fact]
    public void The_kind_of_step_is_asked_where_steps_are_judged()
    {
        var form = Show();
        Assert.Empty(form.FindAll("select[name=span_kind]"));

        form.Find("select[name=scope]").Change("Span");

        Assert.Equal(EvaluatorScope.Span, _draft.Scope);
        Assert.Single(form.FindAll("select[name=span_kind]"));
        form.Find("select[name=scope]").Change("77");
        Assert.Equal(EvaluatorScope.Session, _draft.Scope);
    }

    [Fact]
    public void A_file_is_read_and_one_of_ten_megabytes_is_refused_unread()
    {
        var form = Show();

        form.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("name: tone", "tone.yaml"));
        Assert.Equal("name: tone", _imported);

        form.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[10_000_000], "huge.yaml"));
        Assert.Null(EvaluatorYaml.Read(_imported!, out var problem));
        Assert.Equal("The file is larger than 256 KB.", problem);
    }

    [Fact]
    public void Hostile_text_is_text_in_the_form_in_results_and_in_comparisons()
    {
        foreach (var payload in HostileStrings.All.Take(60))
        {
            _draft.Prompt = payload;
            _draft.Title = payload;
            Assert.Empty(Show().FindAll("script, img, iframe"));
            var verdict = new JudgedVerdict(EvaluatorCatalog.ResolutionStatus, EvaluatorCatalog.ResolutionStatus.Choices[0], payload, []) { Model = "m", AnnotatorKind = "LLM", TurnsSeen = 1, InputHash = "h" };
            Assert.Empty(Render<TrialVerdict>(parameters => parameters.Add(p => p.Result, new TrialResult("s", verdict, null))).FindAll("script, img, iframe"));
            var one = EvaluatorCatalog.ResolutionStatus with { PromptTemplate = payload, Version = 2 };
            Assert.Empty(Render<VersionsPane>(parameters => parameters.Add(p => p.Versions, [one, EvaluatorCatalog.ResolutionStatus])).FindAll("script, img, iframe"));
        }
    }

    [Fact]
    public void Two_versions_stand_beside_each_other_line_by_line()
    {
        var first = Drafts.Built(static draft => draft.Prompt = "one\ntwo\nthree") with { Version = 1, PublishedAt = Now };
        var second = Drafts.Built(static draft => (draft.Prompt, draft.Question) = ("one\n2\nthree\nfour", "Other?")) with { Version = 2, PublishedAt = Now };

        var pane = Render<VersionsPane>(parameters => parameters.Add(p => p.Versions, [second, first]));

        Assert.Equal(["− two"], pane.FindAll("td.gone").Select(static cell => cell.TextContent));
        Assert.Equal(["+ 2", "+ four"], pane.FindAll("td.come").Select(static cell => cell.TextContent));
        Assert.Contains("Question: Was the agent warm? → Other?", pane.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<EvaluatorForm> Show()
    {
        IRenderedComponent<EvaluatorForm>? form = null;
        form = Render<EvaluatorForm>(parameters => parameters
            .Add(p => p.Draft, _draft)
            .Add(p => p.Problems, Problems())
            .Add(p => p.IsNew, true)
            .Add(p => p.ShowsAll, true)
            .Add(p => p.OnImport, text => _imported = text)
            .Add(p => p.OnChanged, () => form?.Render(again => again.Add(p => p.Problems, Problems()))));
        return form;
    }

    private IReadOnlyList<DraftProblem> Problems()
    {
        EvaluatorRules.Build(_draft, out var problems);
        return problems;
    }
}
