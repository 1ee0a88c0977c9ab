using System.Text.Json;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Transcripts;

/// <summary>Reads where a span came from.</summary>
internal static class StepOrigins
{
    private const int LongestText = 4_000;
    private const int MostAttributes = 100;
    private const int MostLinks = 100;

    /// <summary>The origin; <see langword="null"/> when Phoenix says nothing of it.</summary>
    /// <param name="origin">What Phoenix says.</param>
    /// <param name="turns">The turns of the conversation by trace id.</param>
    public static StepOrigin? Of(PhoenixSpanOrigin? origin, IReadOnlyDictionary<string, int> turns)
    {
        if (origin is null)
        {
            return null;
        }

        var resource = Texts(origin.Resource);
        return new StepOrigin
        {
            Service = resource.Find(static attribute => attribute.Key == "service.name").Value,
            Library = string.Join(' ', new[] { origin.Scope?.Name, origin.Scope?.Version }.Where(static part => !string.IsNullOrEmpty(part))) is { Length: > 0 } library ? library : null,
            Resource = resource,
            Links = [.. origin.Links.Take(MostLinks).Select(link => Link(link, turns))],
        };
    }

    private static StepLink Link(PhoenixSpanLink link, IReadOnlyDictionary<string, int> turns)
    {
        var trace = link.TraceId ?? "";
        return new(trace, link.SpanId ?? "", turns.TryGetValue(trace, out var turn) ? turn : null, link.Attributes is { } attributes ? Texts(attributes) : []);
    }

    private static List<KeyValuePair<string, string>> Texts(IReadOnlyDictionary<string, JsonElement> attributes) =>
    [
        .. attributes
            .OrderBy(static attribute => attribute.Key, StringComparer.Ordinal)
            .Take(MostAttributes)
            .Select(static attribute => KeyValuePair.Create(attribute.Key, TurnSpans.Cut(SpanAttributes.AsText(attribute.Value), LongestText) ?? "")),
    ];
}
