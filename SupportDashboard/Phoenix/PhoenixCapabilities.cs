namespace SupportDashboard.Phoenix;

/// <summary>
/// What a server of a given version can do, as far as the application uses it. Below 13.5 there are no sessions to list and no
/// session annotations to read, so the application cannot work with it.
/// </summary>
public sealed record PhoenixCapabilities
{
    /// <summary>The oldest server that lists sessions and returns their annotations.</summary>
    public static readonly Version OldestSupported = new(13, 5);

    /// <summary>The name of annotations that stand for notes on a server without notes.</summary>
    public const string OlderNote = "session_note";

    /// <summary>Assumed until a server said its version: everything.</summary>
    public static readonly PhoenixCapabilities Unknown = new();

    private static readonly Version SpansByTrace = new(13, 9);
    private static readonly Version TraceList = new(13, 15);
    private static readonly Version Notes = new(14, 17);
    private static readonly Version SessionTokens = new(15, 4);

    /// <summary>The parsed version; null when it is unknown or not a version.</summary>
    public Version? Version { get; private init; }

    /// <summary><c>spans?trace_id=</c> filters; an older server ignores the parameter, so spans are filtered here.</summary>
    public bool FiltersSpansByTrace { get; private init; } = true;

    /// <summary><c>GET …/traces</c> exists; below, spans are listed instead.</summary>
    public bool ListsTraces { get; private init; } = true;

    /// <summary><c>POST /v1/session_notes</c> exists.</summary>
    public bool HasSessionNotes { get; private init; } = true;

    /// <summary>Plain sentences about what an older server cannot do, for the settings page; empty for a current one.</summary>
    public IReadOnlyList<string> Limits { get; private init; } = [];

    /// <summary>A sentence when the server cannot be used at all; null otherwise.</summary>
    public string? TooOld { get; private init; }

    /// <summary>What a server that sends this <c>x-phoenix-server-version</c> can do.</summary>
    public static PhoenixCapabilities Of(string? serverVersion)
    {
        if (!TryParse(serverVersion, out var version))
        {
            return Unknown;
        }

        return new()
        {
            Version = version,
            FiltersSpansByTrace = version >= SpansByTrace,
            ListsTraces = version >= TraceList,
            HasSessionNotes = version >= Notes,
            Limits = [.. LimitsOf(version)],
            TooOld = version >= OldestSupported
                ? null
                : $"This Phoenix is version {version}; sessions need {OldestSupported} or newer. Upgrade Phoenix, or name another one in PHOENIX_ENDPOINT.",
        };
    }

    private static IEnumerable<string> LimitsOf(Version version)
    {
        if (version < OldestSupported)
        {
            yield break;
        }

        if (version < SpansByTrace)
        {
            yield return $"Conversations open slowly: Phoenix {SpansByTrace} and newer find the spans of a trace themselves.";
        }

        if (version < TraceList)
        {
            yield return $"A deleted span of a long turn may stay in the figures: Phoenix {TraceList} and newer list traces.";
        }

        if (version < Notes)
        {
            yield return $"Notes are kept as annotations named {OlderNote}, and Phoenix's own pages do not show them as notes: that needs {Notes} or newer.";
        }

        if (version < SessionTokens)
        {
            yield return $"Annotations that this application wrote can be overwritten but not deleted: that needs {SessionTokens} or newer.";
        }
    }

    /// <summary>Reads <c>20.3.0</c>, also with a pre-release or build suffix.</summary>
    internal static bool TryParse(string? text, out Version version)
    {
        var core = text?.Trim().Split(['-', '+'], 2)[0];
        var parsed = Version.TryParse(core, out var found) && core!.Count(static c => c == '.') == 2;
        version = found ?? new Version();
        return parsed;
    }
}
