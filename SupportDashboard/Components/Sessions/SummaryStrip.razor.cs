using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The figures over exactly the shown sessions; the two shares lead to the conversations that lack.</summary>
public sealed partial class SummaryStrip
{
    /// <summary>The figures; null while they load.</summary>
    [Parameter, EditorRequired]
    public SessionSummary? Summary { get; set; }

    /// <summary>The address of the list, from which the links are made.</summary>
    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    private IEnumerable<Share> Shares =>
    [
        ShareOf("coherent", "conversation_coherence", "incoherent", Summary?.CoherentShare, Summary?.CoherentJudged, "lost context"),
        ShareOf("resolved", "resolution_status", "unresolved", Summary?.ResolvedShare, Summary?.ResolvedJudged, "unresolved"),
    ];

    private Share ShareOf(string good, string evaluator, string badLabel, double? share, int? judged, string badWords)
    {
        var bad = share is { } known && judged is { } count ? (int)Math.Round((1 - known) * count) : 0;
        return new Share(
            good,
            $"{Figures.Percent(share)} {good}",
            judged is > 0 ? $"{Figures.Count(bad)} {badWords} of {Figures.Count(judged.Value)} judged" : Summary is { Sessions: > 0 } ? "nothing judged yet" : "no session",
            Address.Toggle(evaluator, badLabel).ToUri(),
            Address.Verdicts.Contains((evaluator, badLabel)),
            $"Show the conversations that were judged {badLabel}");
    }

    private sealed record Share(string Title, string Text, string Detail, string Href, bool Active, string Hint);
}
