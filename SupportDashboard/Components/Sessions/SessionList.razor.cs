using Microsoft.AspNetCore.Components;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The sessions as an inbox: first message, last answer, verdicts.</summary>
public sealed partial class SessionList
{
    private const int LongestPreview = 240;

    [Parameter, EditorRequired]
    public required IReadOnlyList<SessionRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    [Parameter, EditorRequired]
    public required SessionSelection Selection { get; set; }

    /// <summary>Where the sessions say what is searched for; shown in the place of the last answer.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, SearchHit> Hits { get; set; } = new Dictionary<string, SearchHit>();

    /// <summary>The ids that came in last.</summary>
    [Parameter]
    public IReadOnlySet<string> Arrived { get; set; } = new HashSet<string>();

    /// <summary>The session whose preview is shown.</summary>
    [Parameter]
    public string? Peeked { get; set; }

    /// <summary>Raised when a session was picked or let go.</summary>
    [Parameter]
    public EventCallback<RowPick> OnPick { get; set; }

    /// <summary>Raised with the id of a session whose preview is asked for.</summary>
    [Parameter]
    public EventCallback<string> OnPeek { get; set; }

    /// <summary>What a session is called on screen: its first message, or its id where it has none.</summary>
    internal static string TitleOf(SessionRow row) => Shorten(row.FirstMessage) ?? $"Conversation {row.SessionId}";

    internal static string? Shorten(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Length <= LongestPreview ? text : string.Concat(text.AsSpan(0, LongestPreview), "…");

    // With nothing open, "next" is the first of the list.
    private bool OpensWithKey(SessionRow row) => Address.SessionId is null && ReferenceEquals(row, Rows[0]);

    private string HrefOf(SessionRow row) => (Address with { SessionId = row.SessionId, Turn = null }).ToUri();
}
