using System.Text.Json;
using System.Text.Json.Nodes;
using SupportDashboard.Evaluations.Checks;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Writes the work behind an answer into a transcript, one line a step between the customer's message and the answer: <c>Tool: {json}</c> and
/// <c>Document: {json}</c>. Messages cannot imitate such a line, because theirs are indented.
/// </summary>
internal static class WorkText
{
    /// <summary>Says in front of a transcript that steps are shown, so that their absence means something.</summary>
    public const string Note = "Tool calls and retrieved documents stand between a message and its answer, one JSON object a line.";

    private const string Tool = "Tool: ";
    private const string Document = "Document: ";
    private const string Cut = " […]";

    /// <summary>The steps of a turn, each line ended; empty when there are none.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="longest">How many characters of arguments, results and documents are kept each.</param>
    public static string Of(TranscriptTurn turn, int longest) => string.Concat(turn.Spans.SelectMany(span => Lines(span, longest)).Select(static line => line + "\n"));

    /// <summary>The tool calls among some spans, one a line.</summary>
    public static string CallsOf(IEnumerable<TurnSpan> spans, int longest) => string.Join('\n', spans.Where(CheckedConversation.IsCall).Select(span => Call(span, longest)));

    /// <summary>The documents of some spans, one a line.</summary>
    public static string DocumentsOf(IEnumerable<TurnSpan> spans, int longest) => string.Join('\n', spans.SelectMany(span => Documents(span, longest)));

    /// <summary>The line is a step of the work.</summary>
    public static bool IsStep(string line) => line.StartsWith(Tool, StringComparison.Ordinal) || line.StartsWith(Document, StringComparison.Ordinal);

    /// <summary>The tool call that a line tells of; null when it tells of none.</summary>
    public static CheckedCall? ReadCall(string line)
    {
        if (!line.StartsWith(Tool, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line[Tool.Length..]);
            var call = document.RootElement;
            return new(Text(call, "name"), Text(call, "arguments"), Text(call, "result"), false) { Failure = call.TryGetProperty("failed", out var failed) ? failed.GetString() : null };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The content of the documents that lines tell of; what is none is left out.</summary>
    public static IEnumerable<string> ReadDocuments(string lines) => lines.Split('\n').Select(ReadDocument).OfType<string>();

    private static string? ReadDocument(string line)
    {
        if (!line.StartsWith(Document, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line[Document.Length..]);
            return Text(document.RootElement, "content");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Lines(TurnSpan span, int longest) =>
        (CheckedConversation.IsCall(span) ? [Call(span, longest)] : Array.Empty<string>()).Concat(Documents(span, longest));

    private static string Call(TurnSpan span, int longest)
    {
        var call = CheckedConversation.Call(span);
        var json = new JsonObject { ["name"] = call.Name, ["arguments"] = Shorten(call.Arguments, longest), ["result"] = Shorten(call.Result, longest) };
        if (call.Failure is { } failure)
        {
            json["failed"] = failure;
        }

        return Tool + json.ToJsonString();
    }

    private static IEnumerable<string> Documents(TurnSpan span, int longest) => span.Documents.Select(document =>
        Document + new JsonObject { ["id"] = document.Id, ["score"] = document.Score is { } score && double.IsFinite(score) ? score : null, ["content"] = Shorten(document.Content, longest) }.ToJsonString());

    private static string Text(JsonElement call, string name) => call.GetProperty(name).GetString() ?? "";

    private static string Shorten(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest), Cut);
}
