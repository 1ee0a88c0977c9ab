using System.Runtime.CompilerServices;
using System.Text;
using Stubble.Core.Exceptions;
using Stubble.Core.Parser;
using Stubble.Core.Tokens;

namespace SupportDashboard.Evaluations;

/// <summary>
/// A prompt in Mustache: <c>{{name}}</c>, <c>{{#name}}…{{/name}}</c> where there is something, <c>{{^name}}…{{/name}}</c> where there is nothing. What customers and
/// agents wrote never gets into the rubric: a variable becomes the name of a part that comes in the next message, between marks of its own. So the rubric is
/// alike in every call, and nothing that was said in a conversation can stand where the instructions do, whatever the template says.
/// </summary>
internal static class PromptTemplate
{
    // The parser takes a time that grows with the square of the tags: 20,000 of them are 24 seconds.
    private const int MostTags = 200;
    private const int MostProblems = 5;

    private static readonly ConditionalWeakTable<string, IReadOnlySet<string>> KnownNames = [];

    /// <summary>What is wrong with a template, as sentences; empty when nothing is.</summary>
    public static IReadOnlyList<string> Check(string template)
    {
        if (template.AsSpan().Count("{{") > MostTags)
        {
            return [$"The prompt has more than {MostTags} places in double braces."];
        }

        try
        {
            return [.. Problems(MustacheParser.Parse(template)).Distinct(StringComparer.Ordinal).Take(MostProblems)];
        }
        catch (StubbleException exception)
        {
            return [$"The prompt's double braces do not match: {exception.Message.TrimEnd('.')}."];
        }
    }

    /// <summary>The variables that a template names; none where it cannot be read.</summary>
    public static IReadOnlySet<string> NamesIn(string template) => KnownNames.GetValue(
        template, static text => Check(text).Count == 0 ? Names(MustacheParser.Parse(text)).ToHashSet(StringComparer.Ordinal) : new HashSet<string>());

    /// <summary>The rubric.</summary>
    /// <param name="template">A template that <see cref="Check"/> finds nothing wrong with; another is left as it stands.</param>
    /// <param name="parts">The names of the parts that stand for the variables.</param>
    /// <param name="filled">The names of the parts that hold something.</param>
    public static string Render(string template, Func<string, string> parts, IReadOnlySet<string> filled)
    {
        if (!template.Contains("{{", StringComparison.Ordinal) || Check(template).Count > 0)
        {
            return template;
        }

        var text = new StringBuilder(template.Length);
        Render(MustacheParser.Parse(template), text, parts, filled);
        return text.ToString();
    }

    private static void Render(BlockToken block, StringBuilder text, Func<string, string> parts, IReadOnlySet<string> filled)
    {
        foreach (var token in block.Children)
        {
            switch (token)
            {
                case LiteralToken literal:
                    foreach (var slice in literal.Content)
                    {
                        text.Append(slice.ToString());
                    }

                    break;
                case InterpolationToken tag:
                    text.Append('<').Append(parts(NameOf(tag))).Append("> (in the next message)");
                    break;
                case SectionToken section when filled.Contains(parts(section.SectionName.Trim())):
                    Render(section, text, parts, filled);
                    break;
                case InvertedSectionToken section when !filled.Contains(parts(section.SectionName.Trim())):
                    Render(section, text, parts, filled);
                    break;
            }
        }
    }

    private static IEnumerable<string> Problems(BlockToken block) => block.Children.SelectMany(static token => token switch
    {
        InterpolationToken tag => Unknown(NameOf(tag)),
        SectionToken section => Unknown(section.SectionName.Trim()).Concat(Problems(section)),
        InvertedSectionToken section => Unknown(section.SectionName.Trim()).Concat(Problems(section)),
        PartialToken => ["The prompt asks for another template ({{> …}}), which is not possible."],
        DelimiterToken => ["The prompt changes what stands for the braces ({{= … =}}), which is not possible."],
        _ => [],
    });

    private static IEnumerable<string> Unknown(string name) => PromptVariables.Find(name) is not null
        ? []
        : [$"The prompt names “{(name.Length <= 40 ? name : string.Concat(name.AsSpan(0, 40), "…"))}”, which is no variable. There are {string.Join(", ", PromptVariables.All.Select(static variable => variable.Name))}."];

    private static IEnumerable<string> Names(BlockToken block) => block.Children.SelectMany(static token => token switch
    {
        InterpolationToken tag => [NameOf(tag)],
        SectionToken section => Names(section).Prepend(section.SectionName.Trim()),
        InvertedSectionToken section => Names(section).Prepend(section.SectionName.Trim()),
        _ => Enumerable.Empty<string>(),
    });

    private static string NameOf(InterpolationToken tag) => tag.Content.ToString().Trim();
}
