using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportDashboard.Components.Drawing;

/// <summary>
/// What <c>draw</c> of <c>list.js</c> is told, as one text. Arguments of other types would be written as JSON by the circuit itself, which keeps what it knows of each
/// type, and of all that the type implements, for as long as the page is open: 30 KB for numbers, truth values and arrays.
/// </summary>
/// <param name="Frame">The HTML around the rows; null where it stays.</param>
/// <param name="Rows">All rows, in their order; null where they stay.</param>
/// <param name="Picked">Keys of the rows whose checkbox is set.</param>
/// <param name="Peeked">Key of the row whose preview is shown.</param>
/// <param name="ToTop">The list is shown from its beginning.</param>
/// <param name="Focus">The keys go on at the first row.</param>
/// <param name="More">More rows follow.</param>
internal sealed partial record ListMessage(string? Frame, IReadOnlyList<DrawnRow>? Rows, IReadOnlyList<string> Picked, string? Peeked, bool ToTop, bool Focus, bool More)
{
    private static readonly Json Format = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>As JSON. It is text inside of a message that is escaped once more, so nothing but quotes needs to be escaped here.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Format.ListMessage);

    /// <summary>What such a text says.</summary>
    public static ListMessage Of(string text) => JsonSerializer.Deserialize(text, Format.ListMessage) ?? throw new JsonException("There is no message.");

    [JsonSerializable(typeof(ListMessage))]
    private sealed partial class Json : JsonSerializerContext;
}
