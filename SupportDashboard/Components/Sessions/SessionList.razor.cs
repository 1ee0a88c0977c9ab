using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The sessions as an inbox: first message, last answer, verdicts.</summary>
public sealed partial class SessionList
{
    /// <summary>Said of a row that the list would not show any more.</summary>
    internal const string LeftWords = "not in this list any more";

    private const int LongestPreview = 240;

    /// <summary>The rows; none where they are drawn by themselves.</summary>
    [Parameter]
    public IReadOnlyList<ListedSession> Sessions { get; set; } = [];

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    /// <summary>What a session is called on screen: its first message, or its id where it has none.</summary>
    internal static string TitleOf(SessionRow row) => Shorten(row.FirstMessage) ?? $"Conversation {row.SessionId}";

    /// <summary>Who said in which turn what was searched for.</summary>
    internal static string Where(SearchHit hit) => $"{(hit.FromCustomer ? "The customer" : "The agent")} in turn {hit.Turn}: {hit.Text}";

    /// <summary>A glimpse of an answer, on one line and without the signs of Markdown; null where there is none.</summary>
    internal static string? Glimpse(string? answer) => string.IsNullOrWhiteSpace(answer) ? null : Shorten(MarkdownText.ToPlain(answer.Length <= 2 * LongestPreview ? answer : answer[..(2 * LongestPreview)]));

    internal static string? Shorten(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Length <= LongestPreview ? text : string.Concat(text.AsSpan(0, LongestPreview), "…");
}
