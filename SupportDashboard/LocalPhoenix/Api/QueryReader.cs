using System.Globalization;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Reads query parameters; what is wrong ends the request with Phoenix's validation answer. Unknown parameters are ignored.</summary>
internal readonly struct QueryReader(HttpContext http)
{
    private readonly IQueryCollection _query = http.Request.Query;

    /// <summary>The last value of a parameter; an empty one counts.</summary>
    public string? Text(string name) => _query.TryGetValue(name, out var values) ? values[^1] : null;

    /// <summary>All values of a repeated parameter; <see langword="null"/> when it is not there.</summary>
    public IReadOnlyList<string>? Texts(string name, int minLength = 0)
    {
        if (!_query.TryGetValue(name, out var values))
        {
            return null;
        }

        var texts = values.Select(static value => value ?? "").ToList();
        var tooShort = texts.FindIndex(text => text.Length < minLength);
        return tooShort < 0 ? texts : throw InputErrors.TooShort(["query", name, tooShort], minLength, texts[tooShort]);
    }

    /// <summary>A text that may not be empty.</summary>
    public string? NonEmptyText(string name) => Text(name) switch
    {
        "" => throw InputErrors.TooShort(["query", name], 1, ""),
        var text => text,
    };

    /// <summary>A page size from 1 on.</summary>
    public int Limit(int whenMissing, int max = int.MaxValue - 1)
    {
        const string Name = "limit";
        if (Text(Name) is not { } text)
        {
            return whenMissing;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit))
        {
            throw InputErrors.NoInteger(["query", Name], text);
        }

        return limit < 1 ? throw InputErrors.TooSmall(["query", Name], text)
            : limit <= max ? (int)limit
            : max == int.MaxValue - 1 ? max
            : throw InputErrors.TooLarge(["query", Name], max, text);
    }

    /// <summary>One of some words; the first stands for a missing parameter.</summary>
    public string Choice(string name, params ReadOnlySpan<string> choices)
    {
        var text = Text(name);
        return text is null ? choices[0] : choices.Contains(text) ? text : throw InputErrors.NoChoice(["query", name], choices, text);
    }

    public bool Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        null or "false" or "0" or "off" or "f" or "n" or "no" => false,
        "true" or "1" or "on" or "t" or "y" or "yes" => true,
        var text => throw InputErrors.NoFlag(["query", name], text),
    };

    /// <summary>An instant in nanoseconds since 1970; without an offset it is UTC.</summary>
    public long? Instant(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // A plus sign that was not percent-encoded has arrived as a space.
        return Timestamps.TryRead(text.Replace(' ', text.Contains('T', StringComparison.Ordinal) ? '+' : ' '), out var nanos, out _)
            ? nanos
            : throw InputErrors.NoInstant(["query", name], text);
    }

    /// <summary>The row at which a page begins.</summary>
    public long? Cursor(string type, Func<string, string> refusal) => Text("cursor") switch
    {
        null or "" => null,
        var text => GlobalId.TryRead(text, type) ?? throw ApiException.Unprocessable(refusal(text)),
    };
}
