using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SupportDashboard.Evaluations.Authoring;

/// <summary>Evaluators as YAML files. What is read becomes a draft, which is checked like one that was typed.</summary>
public static class EvaluatorYaml
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int LargestFile = 256 * 1024;

    private static readonly string[] Keys =
        ["name", "title", "question", "scope", "span_kind", "prompt", "sees_work", "choices", "allow_unknown", "unknown", "model", "temperature", "top_p", "max_output_tokens", "version"];

    private static readonly string[] ChoiceKeys = ["label", "score", "title", "description", "good"];

    /// <summary>The evaluator as YAML; its version stands there for people, reading takes no notice of it.</summary>
    public static string Write(Evaluator evaluator)
    {
        var draft = EvaluatorDraft.From(evaluator);
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        emitter.Emit(new MappingStart());
        Emit(emitter, "name", evaluator.Name);
        Emit(emitter, "version", evaluator.Version.ToString(CultureInfo.InvariantCulture), isText: false);
        Emit(emitter, "title", draft.Title);
        Emit(emitter, "question", draft.Question);
        Emit(emitter, "scope", evaluator.Scope.ToString().ToLowerInvariant());
        EmitIfAny(emitter, "span_kind", evaluator.SpanKind ?? "");
        Emit(emitter, "prompt", draft.Prompt);
        Emit(emitter, "sees_work", draft.SeesWork ? "true" : "false", isText: false);
        EmitChoices(emitter, draft.Choices);
        Emit(emitter, "allow_unknown", draft.AllowsUnknown ? "true" : "false", isText: false);
        EmitIfAny(emitter, "unknown", draft.AllowsUnknown ? draft.UnknownDescription : "");
        EmitIfAny(emitter, "model", draft.Model);
        EmitIfAny(emitter, "temperature", draft.Temperature, isText: false);
        EmitIfAny(emitter, "top_p", draft.TopP, isText: false);
        EmitIfAny(emitter, "max_output_tokens", draft.MaxOutputTokens, isText: false);
        emitter.Emit(new MappingEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>The draft in a file; null when the file is none.</summary>
    /// <param name="text">A file from anybody.</param>
    /// <param name="problem">Why it is none, as a sentence.</param>
    public static EvaluatorDraft? Read(string text, out string? problem)
    {
        try
        {
            if (text.Length > LargestFile)
            {
                throw new YamlException($"The file is larger than {LargestFile / 1024} KB.");
            }

            var draft = Draft(YamlTree.Read(text));
            problem = null;
            return draft;
        }
        catch (YamlException exception)
        {
            // The parser's own messages are sentences about YAML; the place helps most.
            problem = exception.GetType() == typeof(YamlException)
                ? exception.Message
                : string.Create(CultureInfo.InvariantCulture, $"The file is no valid YAML: line {exception.Start.Line}, column {exception.Start.Column}.");
            return null;
        }
    }

    private static EvaluatorDraft Draft(object root)
    {
        var map = Map(root, "The file", Keys);
        var draft = new EvaluatorDraft
        {
            Name = Text(map, "name"),
            Title = Text(map, "title"),
            Question = Text(map, "question"),
            Scope = Text(map, "scope").Trim().ToLowerInvariant() switch
            {
                "" or "session" => EvaluatorScope.Session,
                "turn" => EvaluatorScope.Turn,
                "span" => EvaluatorScope.Span,
                var other => throw new YamlException($"The scope “{Shorten(other)}” is none of session, turn, span."),
            },
            Prompt = Text(map, "prompt"),
            SeesWork = IsTrue(map, "sees_work") ?? false,
            Choices = [.. Choices(map)],
            AllowsUnknown = IsTrue(map, "allow_unknown") ?? true,
            Model = Text(map, "model"),
            Temperature = Text(map, "temperature"),
            TopP = Text(map, "top_p"),
            MaxOutputTokens = Text(map, "max_output_tokens"),
        };
        draft.SpanKind = Text(map, "span_kind") is { Length: > 0 } kind ? kind : draft.SpanKind;
        draft.UnknownDescription = Text(map, "unknown") is { Length: > 0 } unknown ? unknown : draft.UnknownDescription;
        return draft;
    }

    private static IEnumerable<ChoiceDraft> Choices(IReadOnlyDictionary<string, object> map) => map.GetValueOrDefault("choices") switch
    {
        null => [],
        IReadOnlyList<object> list when list.Count <= EvaluatorRules.MostChoices => list.Select(static item => Choice(Map(item, "A choice", ChoiceKeys))),
        IReadOnlyList<object> list => throw new YamlException($"There are {list.Count:N0} choices; {EvaluatorRules.MostChoices} are possible."),
        _ => throw new YamlException("“choices” must be a list."),
    };

    private static ChoiceDraft Choice(IReadOnlyDictionary<string, object> map) => new()
    {
        Label = Text(map, "label"),
        Title = Text(map, "title"),
        Description = Text(map, "description"),
        Score = Text(map, "score"),
        IsGood = IsTrue(map, "good"),
    };

    private static IReadOnlyDictionary<string, object> Map(object node, string what, string[] keys)
    {
        if (node is not IReadOnlyDictionary<string, object> map)
        {
            throw new YamlException($"{what} must be a list of names and values.");
        }

        return map.Keys.FirstOrDefault(key => !keys.Contains(key, StringComparer.Ordinal)) is { } unknown
            ? throw new YamlException($"{what} holds “{Shorten(unknown)}”, which is unknown. Possible are {string.Join(", ", keys)}.")
            : map;
    }

    private static string Text(IReadOnlyDictionary<string, object> map, string key) => map.GetValueOrDefault(key) switch
    {
        null => "",
        string text => text,
        _ => throw new YamlException($"“{key}” must be a text."),
    };

    private static bool? IsTrue(IReadOnlyDictionary<string, object> map, string key) => Text(map, key).Trim().ToLowerInvariant() switch
    {
        "" or "null" or "~" => null,
        "true" or "yes" => true,
        "false" or "no" => false,
        var other => throw new YamlException($"“{key}” must be true or false, not “{Shorten(other)}”."),
    };

    private static void EmitChoices(Emitter emitter, IReadOnlyList<ChoiceDraft> choices)
    {
        emitter.Emit(new Scalar("choices"));
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        foreach (var choice in choices)
        {
            emitter.Emit(new MappingStart());
            Emit(emitter, "label", choice.Label);
            EmitIfAny(emitter, "score", choice.Score, isText: false);
            Emit(emitter, "title", choice.Title);
            Emit(emitter, "description", choice.Description);
            EmitIfAny(emitter, "good", choice.IsGood is { } good ? good ? "true" : "false" : "", isText: false);
            emitter.Emit(new MappingEnd());
        }

        emitter.Emit(new SequenceEnd());
    }

    private static void EmitIfAny(Emitter emitter, string key, string value, bool isText = true)
    {
        if (value.Length > 0)
        {
            Emit(emitter, key, value, isText);
        }
    }

    // Texts of several lines stand as they are; others in quotation marks, so that "no" and "1" stay texts for every reader.
    private static void Emit(Emitter emitter, string key, string value, bool isText = true)
    {
        emitter.Emit(new Scalar(key));
        var style = !isText ? ScalarStyle.Plain : value.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted;
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value, style, isPlainImplicit: true, isQuotedImplicit: true));
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}
