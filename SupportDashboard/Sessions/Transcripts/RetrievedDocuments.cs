using System.Globalization;
using System.Text.Json;
using SupportDashboard.Agent;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Transcripts;

/// <summary>The documents of a RETRIEVER or RERANKER span.</summary>
internal static class RetrievedDocuments
{
    private const int Most = 100;

    private static readonly string[] Lists = ["retrieval.documents", "reranker.output_documents"];

    /// <summary>The documents in the order they were found.</summary>
    public static IReadOnlyList<RetrievedDocument> Of(PhoenixSpan span) =>
        [.. Lists.SelectMany(list => Indexes(span, list).Select(index => Read(span, string.Create(CultureInfo.InvariantCulture, $"{list}.{index}.document."), index)))];

    private static IEnumerable<int> Indexes(PhoenixSpan span, string list) => span.Attributes.Keys
        .Where(key => key.StartsWith(list + ".", StringComparison.Ordinal))
        .Select(key => key[(list.Length + 1)..].Split('.', 2)[0])
        .Select(static segment => int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1)
        .Where(static index => index >= 0)
        .Distinct()
        .Order()
        .Take(Most);

    private static RetrievedDocument Read(PhoenixSpan span, string prefix, int index) => new(
        span.Text(prefix + "id") ?? (index + 1).ToString(CultureInfo.InvariantCulture),
        span.Text(prefix + "content") ?? "",
        span.Number(prefix + "score") ?? span.Number(prefix + "metadata.score") ?? ScoreIn(span.Text(prefix + "metadata")));

    // The tutorial puts the score into the metadata, and metadata that came by another way than OTLP is still one string.
    private static double? ScoreIn(string? metadata)
    {
        if (metadata is null || !metadata.StartsWith('{'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(metadata);
            return document.RootElement.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.Number && score.TryGetDouble(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
