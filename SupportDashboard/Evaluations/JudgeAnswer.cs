using System.Text;
using System.Text.Json;

namespace SupportDashboard.Evaluations;

/// <summary>A judge's answer that keeps to the schema, with its texts bounded.</summary>
internal sealed record JudgeAnswer(string Explanation, IReadOnlyList<JudgeQuote> Evidence, EvaluatorChoice Choice)
{
    private const int LongestAnswer = 1_000_000;
    private const int LongestExplanation = 4000;
    private const int LongestQuote = 1000;
    private const int MostQuotes = 20;

    /// <summary>Reads an answer. When it cannot be used, the problem is a sentence for the judge's second try and for the screen.</summary>
    public static JudgeAnswer? Read(string? text, Evaluator evaluator, out string problem)
    {
        problem = "";
        if (string.IsNullOrWhiteSpace(text))
        {
            problem = "It is empty.";
            return null;
        }

        if (text.Length > LongestAnswer)
        {
            problem = "It is far too long.";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(WithoutFence(text));
            return Read(document.RootElement, evaluator, out problem);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape such as \ud800 that is no text.
            problem = "It is not valid JSON.";
            return null;
        }
    }

    private static JudgeAnswer? Read(JsonElement root, Evaluator evaluator, out string problem)
    {
        problem = "";
        if (root.ValueKind != JsonValueKind.Object)
        {
            problem = "It is not a JSON object.";
        }
        else if (Text(root, "explanation") is not { } explanation || string.IsNullOrWhiteSpace(explanation))
        {
            problem = "It has no explanation.";
        }
        else if (!root.TryGetProperty("evidence", out var evidence) || evidence.ValueKind != JsonValueKind.Array)
        {
            problem = "Its evidence is not a list.";
        }
        else if (evaluator.Find(Text(root, "label")) is not { } choice)
        {
            problem = $"Its label is not one of {string.Join(", ", evaluator.Choices.Select(static choice => choice.Label))}.";
        }
        else
        {
            return new(Bounded(explanation, LongestExplanation), [.. evidence.EnumerateArray().Take(MostQuotes).Select(Quote).OfType<JudgeQuote>()], choice);
        }

        return null;
    }

    /// <summary>A quote that is broken is dropped: it supports nothing, and the rest may still stand.</summary>
    private static JudgeQuote? Quote(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty("turn", out var turn) && turn.ValueKind == JsonValueKind.Number && turn.TryGetInt32(out var number)
        && Text(element, "quote") is { } quote && !string.IsNullOrWhiteSpace(quote)
            ? new(number, Bounded(quote, LongestQuote))
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Servers that do not know strict schemas like to wrap JSON in a Markdown fence.</summary>
    private static string WithoutFence(string text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith("```", StringComparison.Ordinal) && trimmed.EndsWith("```", StringComparison.Ordinal) && trimmed.IndexOf('\n', StringComparison.Ordinal) is > 0 and var line
            ? trimmed[line..^3]
            : trimmed;
    }

    /// <summary>Cuts at the limit, never through a character, and drops control characters, which databases and terminals trip over.</summary>
    private static string Bounded(string text, int length)
    {
        var result = new StringBuilder(Math.Min(text.Length, length));
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length + rune.Utf16SequenceLength > length)
            {
                return result.Append('…').ToString();
            }

            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
            {
                result.Append(rune);
            }
        }

        return result.ToString().Trim();
    }
}
