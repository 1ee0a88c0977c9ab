using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The figures of the strip over exactly the filtered set, each with what it leads to: the sessions that lack, or those that have most of it.</summary>
internal static class SummaryFigures
{
    private const string Coherence = "conversation_coherence";
    private const string Resolution = "resolution_status";

    /// <summary>All figures in their order.</summary>
    /// <param name="summary">Null while it loads.</param>
    /// <param name="address">The list that is shown, from which the links are made.</param>
    public static IReadOnlyList<SummaryFigure> Of(SessionSummary? summary, SessionsAddress address) =>
    [
        Sessions(summary, address),
        Resolved(summary, address),
        Coherent(summary, address),
        Open(summary, address),
        Turns(summary, address),
        Errors(summary, address),
        Tokens(summary, address),
        Cost(summary, address),
        Latency(summary, address),
    ];

    private static SummaryFigure Sessions(SessionSummary? summary, SessionsAddress address) => new(
        summary is null ? null : Figures.Short(summary.Sessions) + (summary.SearchCapped ? "+" : ""),
        summary?.Sessions == 1 ? "session" : "sessions",
        summary is { Sessions: >= 10_000 } ? Figures.Count(summary.Sessions, "session") : null,
        address.Unfiltered().ToUri(),
        address.IsFiltered ? "Take all filters away" : "All conversations are shown")
    {
        Note = "no period before",
        Change = summary?.Before is { } before ? FigureChange.OfAmount(summary.Sessions, before.Sessions) : null,
    };

    private static SummaryFigure Resolved(SessionSummary? summary, SessionsAddress address) => Share(
        summary, address, "resolved", Resolution, "unresolved", "unresolved", summary?.ResolvedShare, summary?.ResolvedJudged ?? 0, summary?.Before?.ResolvedShare);

    private static SummaryFigure Coherent(SessionSummary? summary, SessionsAddress address) => Share(
        summary, address, "coherent", Coherence, "incoherent", "lost context", summary?.CoherentShare, summary?.CoherentJudged ?? 0, summary?.Before?.CoherentShare);

    private static SummaryFigure Share(
        SessionSummary? summary, SessionsAddress address, string good, string evaluator, string badLabel, string badWords, double? share, int judged, double? before)
    {
        var bad = share is { } known ? (int)Math.Round((1 - known) * judged) : 0;
        var active = address.Verdicts.Contains((evaluator, badLabel));
        return new(
            summary is null ? null : Figures.Percent(share),
            good,
            summary is null ? null : judged > 0 ? $"{Figures.Count(bad)} {badWords} of {Figures.Count(judged)} judged" : summary.Sessions > 0 ? "nothing judged yet" : "no session",
            address.Toggle(evaluator, badLabel).ToUri(),
            active ? "Show the others again" : $"Show the conversations that were judged {badLabel}")
        {
            Active = active,
            Note = judged > 0 ? $"{Figures.Short(bad)} {badWords}" : summary is { Sessions: 0 } ? null : "nothing judged yet",
            Change = summary?.Before is null ? null : FigureChange.OfShare(share, before, moreIsBetter: true),
        };
    }

    // Of the outcome alone: it is what can be asked for in one filter, so that the click shows exactly as many.
    private static SummaryFigure Open(SessionSummary? summary, SessionsAddress address)
    {
        var labels = new[] { (Resolution, SessionFilter.NotJudged), (Resolution, Evaluator.UnknownLabel) };
        var active = labels.All(address.Verdicts.Contains) && address.Verdicts.Count(static v => v.Evaluator == Resolution) == labels.Length;
        var rest = address.Verdicts.Where(static v => v.Evaluator != Resolution);
        return new(
            summary is null ? null : Figures.Percent(OpenShare(summary)),
            "no clear outcome",
            summary is null ? null : $"{Figures.Count(summary.Sessions - summary.ResolvedJudged, "conversation")} of {Figures.Count(summary.Sessions)}: not judged yet, or the judge could not tell",
            (address with { PageNumber = 1, Remarks = [], Verdicts = active ? [.. rest] : [.. rest, .. labels] }).ToUri(),
            active ? "Show the others again" : "Show the conversations whose outcome is unknown or not judged")
        {
            Active = active,
            Note = summary is not { Sessions: > 0 } ? null : $"{Figures.Short(summary.Sessions - summary.ResolvedJudged)} of {Figures.Short(summary.Sessions)}",
            Change = summary?.Before is { } before ? FigureChange.OfShare(OpenShare(summary), OpenShare(before), moreIsBetter: false) : null,
        };
    }

    private static SummaryFigure Turns(SessionSummary? summary, SessionsAddress address) => new(
        summary is null ? null : Figures.Decimal(summary.MedianTurnsToResolution),
        "turns to resolution",
        "The median over the resolved conversations",
        (address with { Verdicts = [.. address.Verdicts.Where(static v => v.Evaluator != Resolution), (Resolution, "resolved")], Sort = SessionSort.Turns, Ascending = false, PageNumber = 1 }).ToUri(),
        "Show the resolved conversations that took most turns first")
    {
        Note = "median",
        Active = address.Sort == SessionSort.Turns && address.Verdicts.Contains((Resolution, "resolved")),
        Change = summary?.Before is { } before ? FigureChange.OfMedian(summary.MedianTurnsToResolution, before.MedianTurnsToResolution) : null,
    };

    private static SummaryFigure Errors(SessionSummary? summary, SessionsAddress address) => new(
        summary is null ? null : Figures.Short(summary.Errors),
        summary?.Errors == 1 ? "failed step" : "failed steps",
        summary is { Errors: >= 10_000 } ? Figures.Count(summary.Errors, "failed step") : null,
        (address with { HasErrors = !address.HasErrors, PageNumber = 1 }).ToUri(),
        address.HasErrors ? "Show the others again" : "Show the conversations in which a step failed")
    {
        Note = summary is not { Sessions: > 0 } ? null : $"{Figures.Decimal((double)summary.Errors / summary.Sessions)} per session",
        Active = address.HasErrors,
        Change = summary?.Before is { } before ? FigureChange.OfFaults(summary.Errors, before.Errors) : null,
    };

    private static SummaryFigure Tokens(SessionSummary? summary, SessionsAddress address) => Sorted(
        address, SessionSort.Tokens, summary is null ? null : Figures.Short(summary.Tokens), "tokens", summary is null ? null : Figures.Count(summary.Tokens, "token"), "Show the conversations with most tokens first") with
    {
        Note = summary is not { Sessions: > 0 } ? null : $"{Figures.Short(summary.Tokens / summary.Sessions)} per session",
        Change = summary?.Before is { } before ? FigureChange.OfAmount(summary.Tokens, before.Tokens) : null,
    };

    private static SummaryFigure Cost(SessionSummary? summary, SessionsAddress address)
    {
        // Where nothing has a known price, a sum of zero would be a lie.
        var isKnown = summary is not null && (summary.Cost > 0 || summary.UnknownCost < summary.Sessions || summary.Sessions == 0);
        return Sorted(
            address,
            SessionSort.Cost,
            summary is null ? null : isKnown ? Figures.Dollars(summary.Cost) : "–",
            summary is { UnknownCost: > 0 } ? $"cost, {Figures.Short(summary.UnknownCost)} unknown" : "cost",
            summary is { UnknownCost: > 0 } ? $"The cost of {Figures.Count(summary.UnknownCost, "conversation")} is not known and not in the sum" : "By the list prices of the models",
            "Show the most expensive conversations first") with
        {
            Note = isKnown && summary is { Cost: > 0 } && summary.Sessions > summary.UnknownCost ? $"{Figures.Dollars(summary.Cost / (summary.Sessions - summary.UnknownCost))} each" : null,
            Change = summary?.Before is { } before && isKnown ? FigureChange.OfAmount(summary.Cost, before.Cost) : null,
        };
    }

    private static SummaryFigure Latency(SessionSummary? summary, SessionsAddress address) => Sorted(
        address,
        SessionSort.P95Latency,
        summary is null ? null : Figures.Duration(summary.MedianTurnLatency),
        $"turn, p95 {Figures.Duration(summary?.P95TurnLatency)}",
        summary is null ? null : $"Half of the turns were answered within {Figures.Duration(summary.MedianTurnLatency)}, 95 of 100 within {Figures.Duration(summary.P95TurnLatency)}",
        "Show the conversations with the slowest turns first") with
    {
        Note = "median",
        Change = summary?.Before is { } before ? FigureChange.OfTime(summary.MedianTurnLatency, before.MedianTurnLatency) : null,
    };

    private static SummaryFigure Sorted(SessionsAddress address, SessionSort sort, string? value, string label, string? detail, string action)
    {
        var active = address.Sort == sort && !address.Ascending;
        return new(value, label, detail, (address with { Sort = active ? SessionSort.LastActivity : sort, Ascending = false, PageNumber = 1 }).ToUri(), active ? "Show the newest first again" : action) { Active = active };
    }

    private static double? OpenShare(SessionSummary summary) =>
        summary.Sessions == 0 ? null : (double)(summary.Sessions - summary.ResolvedJudged) / summary.Sessions;
}
