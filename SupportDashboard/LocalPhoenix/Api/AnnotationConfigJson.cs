using System.Text.Json;
using SupportDashboard.LocalPhoenix.Collector;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Annotation configs as REST shows them; each of the three types has fields of its own.</summary>
internal static class AnnotationConfigJson
{
    private static readonly Dictionary<string, string> GlobalTypes = new()
    {
        ["CATEGORICAL"] = "CategoricalAnnotationConfig",
        ["CONTINUOUS"] = "ContinuousAnnotationConfig",
        ["FREEFORM"] = "FreeformAnnotationConfig",
    };

    public static string IdOf(StoredAnnotationConfig config) => GlobalId.Of(GlobalTypes[config.Type], config.Row);

    /// <summary>The row of a global id of any of the types.</summary>
    public static long? TryReadId(string text) => GlobalTypes.Values.Select(type => GlobalId.TryRead(text, type)).FirstOrDefault(static row => row is not null);

    /// <summary>The row at which a page of configs begins.</summary>
    /// <exception cref="ApiException">400: the cursor is no id of a config.</exception>
    public static long? ReadCursor(QueryReader query) => query.Text("cursor") switch
    {
        null or "" => null,
        var text => TryReadId(text) ?? throw ApiException.Text(StatusCodes.Status400BadRequest, $"Invalid cursor: {text}"),
    };

    public static RawJson Write(StoredAnnotationConfig config)
    {
        using var document = JsonDocument.Parse(config.Body);
        var fields = new Dictionary<string, object?> { ["name"] = config.Name, ["type"] = config.Type };
        foreach (var property in document.RootElement.EnumerateObject())
        {
            fields[property.Name] = JsonValues.Read(property.Value);
        }

        fields["id"] = IdOf(config);
        return new(JsonValues.ToUtf8(writer => JsonValues.Write(writer, fields)));
    }

    /// <exception cref="ApiException">422: a field is missing or wrong.</exception>
    public static StoredAnnotationConfig Read(BodyValue body)
    {
        var name = body.Field("name").TrimmedText();
        var type = body.Field("type").Choice("CATEGORICAL", "CONTINUOUS", "FREEFORM");
        var fields = new Dictionary<string, object?>
        {
            ["description"] = body.Optional("description")?.Text(),
            ["optimization_direction"] = body.Optional("optimization_direction")?.Choice("MINIMIZE", "MAXIMIZE", "NONE") ?? "NONE",
        };
        switch (type)
        {
            case "CATEGORICAL":
                fields["values"] = body.Field("values").Items().Select(ReadValue).ToList();
                break;
            case "CONTINUOUS":
                fields["lower_bound"] = body.Optional("lower_bound")?.Number();
                fields["upper_bound"] = body.Optional("upper_bound")?.Number();
                break;
        }

        return new(Row: 0, name, type, JsonValues.ToUtf8(writer => JsonValues.Write(writer, fields)));
    }

    private static object? ReadValue(BodyValue value) => new Dictionary<string, object?>
    {
        ["label"] = value.Field("label").TrimmedText(),
        ["score"] = value.Optional("score")?.Number(),
    };
}
