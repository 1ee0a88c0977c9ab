using System.Text.Json;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Reads the filters of a list of spans from the query string.</summary>
internal static class SpanQueryReader
{
    private const int MaxLimit = 1000;

    // The word that stands for "no parent".
    private const string NoParent = "null";

    /// <summary>The query, still without its project.</summary>
    public static SpanQuery Read(QueryReader query)
    {
        var parent = query.Text("parent_id");
        return new SpanQuery(ProjectRow: 0, query.Limit(100, MaxLimit))
        {
            CursorRow = query.Cursor(GlobalId.Span, static _ => "Invalid cursor"),
            FromNanos = query.Instant("start_time"),
            BeforeNanos = query.Instant("end_time"),
            TraceIds = query.Texts("trace_id"),
            SpanIds = query.Texts("span_id"),
            Names = query.Texts("name"),
            Kinds = ReadKinds(query.Texts("span_kind")),
            Statuses = ReadStatuses(query.Texts("status_code")),
            RootsOnly = parent == NoParent,
            ParentId = parent,
            Attributes = [.. (query.Texts("attribute") ?? []).Select(ReadAttribute)],
        };
    }

    private static List<string>? ReadKinds(IReadOnlyList<string>? sent)
    {
        var kinds = sent?.Select(static kind => kind.ToUpperInvariant()).ToList();
        var unknown = kinds?.Where(static kind => !SpanKinds.All.Contains(kind)).ToList();
        return unknown is { Count: > 0 } ? throw ApiException.Unprocessable($"Invalid span_kind values: {Quote(unknown)}") : kinds;
    }

    private static List<StatusCode>? ReadStatuses(IReadOnlyList<string>? sent)
    {
        var unknown = sent?.Where(static name => StatusNames.TryRead(name) is null).ToList();
        return unknown is { Count: > 0 }
            ? throw ApiException.Unprocessable($"Invalid status_code values: {Quote(unknown)}")
            : sent?.Select(static name => StatusNames.TryRead(name)!.Value).ToList();
    }

    private static string Quote(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(static value => $"'{value}'"))}]";

    /// <summary><c>key:value</c>; the value is JSON if it reads as such, so that quotes force a text.</summary>
    private static AttributeMatch ReadAttribute(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            throw ApiException.Unprocessable($"Invalid attribute '{text}': expected format 'key:value'");
        }

        var (key, value) = (text[..colon], text[(colon + 1)..]);
        return value.Length == 0
            ? throw ApiException.Unprocessable($"Invalid attribute '{text}': the value is empty")
            : new(key, ReadValue(value) ?? throw ApiException.Unprocessable($"Invalid attribute '{text}': the value must be a text, a number or a boolean"));
    }

    private static object? ReadValue(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            var element = document.RootElement;
            return element.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.TryGetInt64(out var number) ? (object)number : element.GetDouble(),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return value;
        }
    }
}
