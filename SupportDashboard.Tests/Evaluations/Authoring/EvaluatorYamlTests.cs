using System.Diagnostics;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations.Authoring;

public sealed class EvaluatorYamlTests
{
    public static TheoryData<string> BuiltIn => [.. EvaluatorCatalog.All.Where(static evaluator => evaluator.Kind == EvaluatorKind.Llm).Select(static evaluator => evaluator.Name)];

    public static TheoryData<string, string> BadFiles => new()
    {
        { "", "The file is empty." },
        { "just words", "must be a list of names and values" },
        { "- a\n- b", "must be a list of names and values" },
        { "name: tone\ncolour: red", "holds “colour”, which is unknown" },
        { "name: tone\nname: other", "In line 2 “name” stands a second time." },
        { "name: [a, b]", "“name” must be a text." },
        { "choices: 3", "“choices” must be a list." },
        { "choices: [1, 2]", "A choice must be a list of names and values." },
        { "choices:\n- {label: a, weight: 3}", "holds “weight”, which is unknown" },
        { "allow_unknown: perhaps", "must be true or false" },
        { "scope: galaxy", "none of session, turn, span" },
        { "name: &a tone\ntitle: *a", "In line 1 there is an anchor (&)" },
        { "name: *a", "In line 1 there is an alias (*)" },
        { "name: !!python/object/apply:os.system ['id']", "there is a tag (!)" },
        { "--- !<tag:yaml.org,2002:System.Diagnostics.Process>\nname: a", "there is a tag (!)" },
        { "name: a\n---\nname: b", "more than one document" },
        { "name: 'open", "The file is no valid YAML: line" },
        { "name: {a: {b: {c: {d: {e: {f: g}}}}}}", "nested too deeply" },
        { "? [a, b]\n: c", "In line 1 a list or map stands where a name should." },
        { "<<: {name: a}", "holds “<<”, which is unknown" },
        { "\0", "The file is empty." },
    };

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void An_evaluator_comes_back_as_it_was_written(string name)
    {
        var evaluator = EvaluatorCatalog.Find(name)!;

        var draft = EvaluatorYaml.Read(EvaluatorYaml.Write(evaluator), out var problem)!;

        Assert.Null(problem);
        draft.Name = "copy";
        var copy = EvaluatorRules.Build(draft, out var problems)!;
        Assert.Empty(problems);
        Assert.Equal(EvaluatorJson.Write(evaluator with { Name = "copy" }), EvaluatorJson.Write(copy));
    }

    [Fact]
    public void Whatever_stands_in_a_text_stays_text()
    {
        foreach (var text in HostileStrings.All.Where(static text => text.Trim().Length > 0).Select(static text => text.ReplaceLineEndings("\n")))
        {
            var evaluator = Drafts.Built() with { PromptTemplate = $"First line\n{text}\n  last", Question = text.Trim(), Title = "no" };

            var draft = EvaluatorYaml.Read(EvaluatorYaml.Write(evaluator), out var problem);

            Assert.True(problem is null, $"{text}: {problem}");
            Assert.Equal((evaluator.PromptTemplate, evaluator.Question, "no"), (draft!.Prompt, draft.Question, draft.Title));
        }
    }

    [Fact]
    public void A_file_of_a_person_is_read_with_what_is_left_out_as_usual()
    {
        var draft = EvaluatorYaml.Read(
            """
            # ours
            name: tone
            title: Tone
            question: Was the agent warm?
            scope: turn
            prompt: |
              Judge {{input}}.
              Nothing else.
            choices:
              - label: warm
                score: 1
                description: It was.
                good: true
              - {label: cold, score: 0, description: It was not., good: false}
            temperature: 0
            """,
            out var problem)!;

        Assert.Null(problem);
        var evaluator = EvaluatorRules.Build(draft, out var problems)!;
        Assert.Empty(problems);
        Assert.Equal((EvaluatorScope.Turn, "Judge {{input}}.\nNothing else.", 0f, true), (evaluator.Scope, evaluator.PromptTemplate, evaluator.Temperature, evaluator.AllowsUnknown));
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_is_none_is_refused_with_a_sentence(string text, string sentence)
    {
        Assert.Null(EvaluatorYaml.Read(text, out var problem));
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_of_aliases_a_file_of_ten_megabytes_and_a_million_entries_are_refused_at_once()
    {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(static level => $"{(char)('a' + level)}: &{(char)('a' + level)} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + level - 1)}", 9))}]\n"));
        var clock = Stopwatch.StartNew();

        Assert.Null(EvaluatorYaml.Read(bomb, out var first));
        Assert.Null(EvaluatorYaml.Read("name: " + new string('x', 10_000_000), out var second));
        Assert.Null(EvaluatorYaml.Read("choices: [" + string.Join(',', Enumerable.Repeat("x", 80_000)) + "]", out var third));
        Assert.Null(EvaluatorYaml.Read(string.Concat(Enumerable.Repeat("[", 100_000)), out var fourth));

        Assert.Contains("an anchor (&)", first, StringComparison.Ordinal);
        Assert.Equal("The file is larger than 256 KB.", second);
        Assert.Equal("The file holds far too many entries.", third);
        Assert.Equal("The file holds far too many brackets.", fourth);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), clock.Elapsed.ToString());
    }
}
