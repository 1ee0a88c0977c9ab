using System.Text;
using System.Text.Json;

namespace SupportDashboard.Phoenix;

/// <summary>
/// A page of spans as it arrived. To read it takes about as long as Phoenix needs for the next one, which can be asked for before: the place
/// where that begins stands at the end.
/// </summary>
public sealed class UnreadSpans
{
    private const int LongestEnd = 512;

    private readonly ReadOnlyMemory<byte> _body;

    internal UnreadSpans(ReadOnlyMemory<byte> body)
    {
        _body = body;
        NextCursor = CursorAtTheEnd(body.Span);
    }

    /// <summary>Most likely where the next page starts; null at the end, and where the answer does not end as it usually does.</summary>
    public string? NextCursor { get; }

    /// <summary>Reads it.</summary>
    /// <exception cref="PhoenixException">It is no page of spans.</exception>
    public Page<PhoenixSpan> Read()
    {
        try
        {
            return PhoenixSerializer.Parse<Page<PhoenixSpan>>(_body.Span, PhoenixSettings.Json) ?? throw PhoenixErrors.FromBody(null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw PhoenixErrors.FromBody(exception);
        }
    }

    // "next_cursor":"U3Bhbjox"} with or without white space; whatever is more complicated is not guessed at.
    private static string? CursorAtTheEnd(ReadOnlySpan<byte> body)
    {
        var end = body[Math.Max(0, body.Length - LongestEnd)..];
        var name = end.LastIndexOf("\"next_cursor\""u8);
        if (name < 0)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(end[(name + "\"next_cursor\"".Length)..]).Trim();
        var cursor = text is [':', .. var value, '}'] ? value.Trim() : "";
        return cursor is ['"', .. var inside, '"'] && inside.AsSpan().IndexOfAny("\"\\") < 0 && inside.Length > 0 ? inside : null;
    }
}
