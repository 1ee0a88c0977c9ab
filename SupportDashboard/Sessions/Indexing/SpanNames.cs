using System.Globalization;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Transcripts;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The words by which sessions are found: of models, tools, failures. Cut to a length at which they are still names.</summary>
internal static class SpanNames
{
    private const int LongestName = 200;
    private const string ListOfDocuments = "retrieval.documents.";

    public static string? Model(PhoenixSpan span) => Name(span.Text("llm.model_name"));

    public static string? Tool(PhoenixSpan span) => Name(ToolCall.Name(span));

    /// <summary>The exception's type, as OpenTelemetry's semantic conventions name it, else the span's name.</summary>
    public static string Error(PhoenixSpan span) => Name(ExceptionType(span)) ?? Name(span.Name) ?? span.Kind();

    /// <summary>How many documents the flattened list of a retriever has.</summary>
    public static int Documents(PhoenixSpan span)
    {
        var indexes = new HashSet<int>();
        foreach (var key in span.Attributes.Keys)
        {
            if (key.StartsWith(ListOfDocuments, StringComparison.Ordinal))
            {
                var index = key.AsSpan(ListOfDocuments.Length);
                index = index.IndexOf('.') is >= 0 and var dot ? index[..dot] : index;
                if (int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    indexes.Add(number);
                }
            }
        }

        return indexes.Count;
    }

    /// <summary>A name without white space around it, at most 200 characters; null when nothing is left.</summary>
    public static string? Name(string? text)
    {
        var name = Plain(text)?.Trim() ?? "";
        if (name.Length > LongestName)
        {
            // Never between the two halves of a surrogate pair.
            name = name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
        }

        return name.Length == 0 ? null : name;
    }

    /// <summary>Without zeros, at which SQLite's functions take a text to end: what was just read must equal what is read back.</summary>
    public static string? Plain(string? text) => text?.Replace('\0', '\uFFFD');

    private static string? ExceptionType(PhoenixSpan span)
    {
        foreach (var happened in span.Events)
        {
            if (happened.Name == "exception" && happened.Attributes is { } attributes && attributes.TryGetValue("exception.type", out var type)
                && SpanAttributes.AsText(type) is { } name && !string.IsNullOrWhiteSpace(name))
            {
                return name;
            }
        }

        return null;
    }
}
