using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;

namespace SupportDashboard.Tests.Evaluations.Authoring;

public sealed class EvaluatorRulesTests
{
    public static TheoryData<string, string, string> BadFields => new()
    {
        { "name", "", "The name is empty." },
        { "name", "Tone", "must begin with a small letter" },
        { "name", "tone of voice", "must begin with a small letter" },
        { "name", "../etc", "must begin with a small letter" },
        { "name", "résolu", "must begin with a small letter" },
        { "name", new string('a', 51), "at most 50" },
        { "name", "tone\n", "" },
        { "name", "resolution_status", "is an evaluator of the product" },
        { "name", "tool_result", "is an evaluator of the product" },
        { "name", "note", "means something else" },
        { "name", "user_feedback", "means something else" },
        { "name", "new", "means something else" },
        { "title", " ", "The title is empty." },
        { "title", new string('t', 61), "The title has 61 characters; 60 are possible." },
        { "title", "To\u202Ene", "nobody can see" },
        { "question", "", "The question is empty." },
        { "question", "a\nb", "line breaks" },
        { "prompt", "", "The prompt is empty." },
        { "prompt", "\n \t", "The prompt is empty." },
        { "prompt", "Judge {{inptu}}.", "The prompt names “inptu”, which is no variable. There are metadata," },
        { "prompt", "{{#documents}}{{name}}{{/documents}}", "“name”, which is no variable" },
        { "prompt", "{{#documents}} not closed", "double braces do not match" },
        { "prompt", "{{input", "double braces do not match" },
        { "prompt", "{{> other}}", "asks for another template" },
        { "prompt", "{{=<% %>=}} <% input %>", "changes what stands for the braces" },
        { "prompt", "{{}}", "which is no variable" },
        { "prompt", "see \u200Bthis", "nobody can see" },
        { "model", "gpt 4", "no spaces" },
        { "model", new string('m', 101), "at most 100" },
        { "temperature", "warm", "“warm” is no number from 0 to 2." },
        { "temperature", "NaN", "is no number" },
        { "temperature", "1e309", "is no number" },
        { "temperature", "2.1", "is no number" },
        { "temperature", "0,5", "is no number" },
        { "top_p", "-1", "is no number from 0 to 1" },
        { "max_output_tokens", "1e309", "is no number" },
    };

    [Fact]
    public void A_draft_in_order_becomes_an_evaluator()
    {
        var draft = Drafts.Tone();
        draft.Model = " gpt-4o ";
        draft.Temperature = "0.5";
        draft.MaxOutputTokens = "2000";

        var evaluator = EvaluatorRules.Build(draft, out var problems)!;

        Assert.Empty(problems);
        Assert.Equal(("tone", "Tone", "gpt-4o", 0.5f, null, 2000), (evaluator.Name, evaluator.Title, evaluator.Model, evaluator.Temperature, evaluator.TopP, evaluator.MaxOutputTokens));
        Assert.Equal(
            [("warm", 1d, "Warm", true), ("cold", 0d, "cold", false), ("unknown", null, "Can't tell", null)],
            evaluator.Choices.Select(static choice => (choice.Label, choice.Score, choice.Title, choice.IsGood)));
        Assert.Equal(EvaluatorKind.Llm, evaluator.Kind);
        Assert.Null(evaluator.SpanKind);
    }

    [Theory]
    [MemberData(nameof(BadFields))]
    public void What_is_wrong_in_a_field_is_said_in_a_sentence(string field, string value, string sentence)
    {
        var draft = Drafts.Tone();
        Set(draft, field, value);

        var evaluator = EvaluatorRules.Build(draft, out var problems);

        if (sentence.Length == 0)
        {
            Assert.NotNull(evaluator);
            return;
        }

        Assert.Null(evaluator);
        Assert.Contains(problems, problem => problem.Field == field && problem.Sentence.Contains(sentence, StringComparison.Ordinal));
        Assert.All(problems, static problem => Assert.EndsWith(".", problem.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_prompt_of_a_megabyte_is_refused_without_being_read()
    {
        var draft = Drafts.Tone();
        draft.Prompt = string.Concat(Enumerable.Repeat("{{#input}}x{{/input}} ", 50_000));

        Assert.Null(EvaluatorRules.Build(draft, out var problems));
        Assert.Equal("The prompt has 1,100,000 characters; 50,000 are possible.", Assert.Single(problems).Sentence);
    }

    [Fact]
    public void A_prompt_of_thousands_of_variables_is_refused_at_once()
    {
        var draft = Drafts.Tone();
        draft.Prompt = string.Concat(Enumerable.Repeat("{{input}}", 5_000));

        Assert.Null(EvaluatorRules.Build(draft, out var problems));
        Assert.Equal("The prompt has more than 200 places in double braces.", Assert.Single(problems).Sentence);
    }

    [Theory]
    [InlineData("WARM", "1", "stands there 2 times")]
    [InlineData("", "1", "The label of a choice is empty.")]
    [InlineData("unknown", "1", "the judge's way out")]
    [InlineData("not_judged", "1", "means something else in filters")]
    [InlineData("a`b", "1", "no quotation marks")]
    [InlineData("mild", "NaN", "is no number")]
    [InlineData("mild", "1e309", "is no number")]
    [InlineData("mild", "-Infinity", "is no number")]
    [InlineData("mild", "one", "The score of “mild” “one” is no number")]
    public void What_is_wrong_in_a_choice_is_said_in_a_sentence(string label, string score, string sentence)
    {
        var draft = Drafts.Tone();
        draft.Choices.Add(new() { Label = label, Score = score, Description = "Something." });

        Assert.Null(EvaluatorRules.Build(draft, out var problems));
        Assert.Contains(problems, problem => problem.Field == "choices" && problem.Sentence.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void There_are_at_least_two_choices_and_not_too_many()
    {
        var draft = Drafts.Tone();
        draft.Choices.RemoveAt(1);
        Assert.Null(EvaluatorRules.Build(draft, out var few));
        Assert.StartsWith("There must be at least two choices", Assert.Single(few).Sentence, StringComparison.Ordinal);

        draft.Choices = [.. Enumerable.Range(0, 10_000).Select(static number => new ChoiceDraft { Label = $"c{number}", Description = "d" })];
        Assert.Null(EvaluatorRules.Build(draft, out var many));
        Assert.Equal("There are 10,000 choices; 20 are possible.", Assert.Single(many).Sentence);
    }

    [Fact]
    public void A_step_evaluator_names_a_kind_that_exists()
    {
        var draft = Drafts.Tone();
        (draft.Scope, draft.SpanKind) = (EvaluatorScope.Span, "EVENT");
        Assert.Null(EvaluatorRules.Build(draft, out var problems));
        Assert.Contains("RETRIEVER, TOOL", Assert.Single(problems).Sentence, StringComparison.Ordinal);
    }

    private static void Set(EvaluatorDraft draft, string field, string value) => _ = field switch
    {
        "name" => draft.Name = value,
        "title" => draft.Title = value,
        "question" => draft.Question = value,
        "prompt" => draft.Prompt = value,
        "model" => draft.Model = value,
        "temperature" => draft.Temperature = value,
        "top_p" => draft.TopP = value,
        _ => draft.MaxOutputTokens = value,
    };
}
