using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Transcripts;

/// <summary>What a TOOL span did.</summary>
internal static class ToolCall
{
    private const string Parameters = "tool.parameters";

    // Shown to people, always as text: letters of all languages stay readable.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The tool's name; the span's own where none is given.</summary>
    public static string Name(PhoenixSpan span) => span.Text("tool.name") ?? span.Text("tool_call.function.name") ?? span.Name;

    /// <summary>The arguments as JSON: Phoenix flattens <c>tool.parameters</c>, so they are put together again; else what came in.</summary>
    public static string? Arguments(PhoenixSpan span) =>
        span.Text(Parameters) ?? Rebuilt(span) ?? span.Text("tool_call.function.arguments") ?? span.Text("input.value");

    /// <summary>What the tool answered.</summary>
    public static string? Result(PhoenixSpan span) => span.Text("output.value");

    private static string? Rebuilt(PhoenixSpan span)
    {
        var root = new JsonObject();
        foreach (var (key, value) in span.Attributes.Where(static attribute => attribute.Key.StartsWith(Parameters + ".", StringComparison.Ordinal)))
        {
            Put(root, key[(Parameters.Length + 1)..], value);
        }

        return root.Count == 0 ? null : WithLists(root)!.ToJsonString(Readable);
    }

    private static void Put(JsonObject root, string path, JsonElement value)
    {
        var segments = path.Split('.');
        var parent = root;
        foreach (var segment in segments[..^1])
        {
            if (parent[segment] is null)
            {
                parent[segment] = new JsonObject();
            }

            if (parent[segment] is not JsonObject child)
            {
                // A value and children under one name: both are kept.
                root[path] = Node(value);
                return;
            }

            parent = child;
        }

        parent.TryAdd(segments[^1], Node(value));
    }

    private static JsonNode? Node(JsonElement value) => value.ValueKind == JsonValueKind.String ? SpanAttributes.String(value) : JsonNode.Parse(value.GetRawText());

    // An object whose keys are 0, 1, 2, … was a list.
    private static JsonNode? WithLists(JsonNode? node)
    {
        if (node is not JsonObject fields)
        {
            return node?.DeepClone();
        }

        var values = fields.Select(static field => KeyValuePair.Create(field.Key, WithLists(field.Value))).ToList();
        var isList = values.Count > 0 && values.Select(static field => field.Key).Order(StringComparer.Ordinal)
            .SequenceEqual(Enumerable.Range(0, values.Count).Select(static index => $"{index}").Order(StringComparer.Ordinal));
        return isList
            ? new JsonArray([.. values.OrderBy(static field => int.Parse(field.Key, System.Globalization.CultureInfo.InvariantCulture)).Select(static field => field.Value)])
            : new JsonObject(values);
    }
}
