using System.Text.Json.Nodes;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>Cuts out of a conversation what an evaluator's prompt asks for, all but the transcript, which takes the room that is left.</summary>
internal static class PromptParts
{
    // So that the transcript still has most of the room when every other part is as long as it may be.
    private const int ShareOfRoom = 12;
    private const int LongestStep = 4000;
    private const string None = "(none)";
    private const string Gap = "\n[…]\n";

    /// <summary>The variables that a prompt is about: those it names, else the ones its scope needs.</summary>
    public static IReadOnlySet<string> VariablesOf(Evaluator evaluator) => PromptTemplate.NamesIn(evaluator.PromptTemplate) is { Count: > 0 } named
        ? named
        : evaluator.Scope switch
        {
            EvaluatorScope.Turn => new HashSet<string> { PromptVariables.Input, PromptVariables.Transcript },
            EvaluatorScope.Span => new HashSet<string> { PromptVariables.Input, PromptVariables.Output, PromptVariables.Documents },
            _ => new HashSet<string> { PromptVariables.Transcript },
        };

    /// <summary>The name of the part that stands for a variable: what a session's evaluator judges is the transcript.</summary>
    public static string PartOf(Evaluator evaluator, string variable) =>
        evaluator.Scope == EvaluatorScope.Session && variable == PromptVariables.Input ? PromptVariables.Transcript : variable;

    /// <summary>The parts in the order of <see cref="PromptVariables.All"/>, and those of them that hold something.</summary>
    public static (List<PromptPart> Parts, HashSet<string> Filled, bool Cut) Of(Evaluator evaluator, Transcript transcript, JudgedPiece? piece, int maxCharacters, bool showsWork)
    {
        var wanted = VariablesOf(evaluator).Select(variable => PartOf(evaluator, variable)).ToHashSet(StringComparer.Ordinal);
        var (parts, filled, isCut) = (new List<PromptPart>(), new HashSet<string>(StringComparer.Ordinal), false);
        foreach (var variable in PromptVariables.All.Where(variable => variable.Name != PromptVariables.Transcript && wanted.Contains(variable.Name)))
        {
            var text = InvisibleText.Remove(TextOf(variable.Name, transcript, piece, showsWork) ?? "").Trim().ReplaceLineEndings("\n");
            var room = variable.Name == PromptVariables.Input ? maxCharacters / 2 : Math.Max(500, maxCharacters / ShareOfRoom);
            isCut |= text.Length > room;
            parts.Add(new(variable.Name, text.Length == 0 ? None : Cut(text, room)));
            if (text.Length > 0)
            {
                filled.Add(variable.Name);
            }
        }

        return (parts, filled, isCut);
    }

    private static string? TextOf(string variable, Transcript transcript, JudgedPiece? piece, bool showsWork) => variable switch
    {
        PromptVariables.Metadata => MetadataOf(transcript, piece),
        PromptVariables.FirstMessage => transcript.Turns.FirstOrDefault(static turn => !string.IsNullOrWhiteSpace(turn.UserText))?.UserText,
        PromptVariables.LastMessage => transcript.Turns.LastOrDefault(static turn => !string.IsNullOrWhiteSpace(turn.UserText))?.UserText,
        PromptVariables.LastAnswer => LastAnswer(transcript),
        PromptVariables.ToolCalls => WorkText.CallsOf(SpansOf(transcript, piece), LongestStep),
        PromptVariables.Documents => WorkText.DocumentsOf(piece?.Span is { Documents.Count: > 0 } step ? [step] : SpansOf(transcript, piece), LongestStep),
        PromptVariables.Output => piece switch
        {
            null => LastAnswer(transcript),
            { Span: { } step } => step.ToolResult ?? step.Output ?? step.Error,
            _ => piece.Turn.AgentText,
        },
        PromptVariables.Input when piece is not null => piece.Span is { } step
            ? step.ToolArguments ?? (string.IsNullOrWhiteSpace(step.Input) ? piece.Turn.UserText : step.Input)
            : TranscriptText.Of(piece.Turn, piece.Turn.UserText, piece.Turn.AgentText, showsWork ? WorkText.Of(piece.Turn, LongestStep) : ""),
        _ => null,
    };

    private static string? LastAnswer(Transcript transcript) => transcript.Turns.LastOrDefault(static turn => !string.IsNullOrWhiteSpace(turn.AgentText))?.AgentText;

    private static IEnumerable<TurnSpan> SpansOf(Transcript transcript, JudgedPiece? piece) => piece?.Turn.Spans ?? transcript.Turns.SelectMany(static turn => turn.Spans);

    private static string MetadataOf(Transcript transcript, JudgedPiece? piece)
    {
        var spans = transcript.Turns.SelectMany(static turn => turn.Spans).ToList();
        var facts = new JsonObject
        {
            ["turns"] = transcript.TotalTurns,
            ["started_at"] = transcript.Turns is [var first, ..] ? first.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture) : null,
            ["duration_seconds"] = transcript.Turns is [var from, ..] ? Math.Round((transcript.Turns[^1].StartedAt + transcript.Turns[^1].Duration - from.StartedAt).TotalSeconds, 1) : null,
            ["topics"] = Names(transcript.Turns.Select(static turn => turn.Category)),
            ["models"] = Names(spans.Select(static span => span.Model)),
            ["tools"] = Names(spans.Select(static span => span.ToolName)),
            ["failed_steps"] = spans.Count(static span => span.Failed),
        };
        if (piece is not null)
        {
            facts["turn"] = piece.Turn.Number;
        }

        if (piece?.Span is { } step)
        {
            (facts["step"], facts["kind"]) = (step.Name, step.Kind);
        }

        return facts.ToJsonString();
    }

    private static JsonArray Names(IEnumerable<string?> names) =>
        new([.. names.OfType<string>().Where(static name => name.Length is > 0 and <= 200).Distinct(StringComparer.Ordinal).Take(20).Select(static name => (JsonNode)name)]);

    // Both ends are kept: questions and results stand there.
    private static string Cut(string text, int room)
    {
        if (text.Length <= room)
        {
            return text;
        }

        var half = (room - Gap.Length) / 2;
        var (head, tail) = (half, text.Length - half);
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[head - 1]) ? head - 1 : head), Gap, text.AsSpan(char.IsLowSurrogate(text[tail]) ? tail + 1 : tail));
    }
}
