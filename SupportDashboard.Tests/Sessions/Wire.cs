using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Makes wire records as Phoenix sends them.</summary>
internal static class Wire
{
    public static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A span that starts <paramref name="at"/> milliseconds after <see cref="Start"/>.</summary>
    public static PhoenixSpan Span(
        long row, string trace, string span, string? parent = null, string kind = "AGENT", int at = 0, int lasts = 1000, bool failed = false, params (string Key, object? Value)[] attributes) => new()
        {
            Id = GlobalId.Of("Span", row),
            Name = kind.ToLowerInvariant(),
            Context = new PhoenixSpanContext(trace, span),
            ParentId = parent,
            SpanKind = kind,
            StartTime = Start.AddMilliseconds(at),
            EndTime = Start.AddMilliseconds(at + lasts),
            StatusCode = failed ? "ERROR" : "OK",
            StatusMessage = failed ? "it broke" : "",
            Attributes = Attributes(attributes),
        };

    /// <summary>A whole turn: a root with texts and an LLM span with tokens, rows <paramref name="row"/> and the next.</summary>
    public static PhoenixSpan[] Turn(long row, string session, string trace, int at, string asked, string answered, bool failed = false, string? category = null) =>
    [
        Span(row, trace, trace + "-llm", trace + "-root", "LLM", at + 10, 400, attributes:
            [("session.id", session), ("llm.token_count.prompt", 100), ("llm.token_count.completion", 20), ("llm.model_name", "m")]),
        Span(row + 1, trace, trace + "-root", null, "AGENT", at, 500, failed,
            [("session.id", session), ("user.id", "u-" + session), ("input.value", asked), ("output.value", answered), ("classification.category", category)]),
    ];

    /// <summary>The same span with the hexadecimal ids that a real server demands.</summary>
    public static PhoenixSpan Real(this PhoenixSpan span) => span with
    {
        Context = new PhoenixSpanContext(Hex(span.Context.TraceId, 32), Hex(span.Context.SpanId, 16)),
        ParentId = span.ParentId is { } parent ? Hex(parent, 16) : null,
    };

    /// <summary>An id of so many hexadecimal digits made of a name.</summary>
    public static string Hex(string name, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..digits];

    public static SessionAnnotation Annotation(
        long row, string session, string name, string? label, double? score = null, string kind = "LLM", string identifier = "support-dashboard", int at = 0, object? metadata = null, string? explanation = "because") => new()
        {
            Id = GlobalId.Of("ProjectSessionAnnotation", row),
            SessionId = session,
            Name = name,
            AnnotatorKind = kind,
            Identifier = identifier,
            Result = label is null && score is null && explanation is null ? null : new AnnotationResult(label, score, explanation),
            Metadata = metadata is null ? null : JsonSerializer.SerializeToElement(metadata),
            CreatedAt = Start.AddSeconds(at),
            UpdatedAt = Start.AddSeconds(at),
        };

    public static Dictionary<string, JsonElement> Attributes(params (string Key, object? Value)[] attributes) => attributes
        .Where(static attribute => attribute.Value is not null)
        .ToDictionary(static attribute => attribute.Key, static attribute => JsonSerializer.SerializeToElement(attribute.Value));
}
